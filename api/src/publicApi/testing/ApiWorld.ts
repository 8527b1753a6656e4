import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import createClient from "openapi-fetch"
import { ulid } from "ulid"
import { asMember, must } from "../../proofs/TwoTenants.ts"
import { TestProgram } from "../../testing/TestProgram.ts"

export interface Asked {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Told {
  readonly status: number
  /** The JSON of the answer, success or problem; the text of any other. */
  readonly body: never
  readonly headers: Headers
}

/** An API client for one caller: `method` and `path` as the contract names them. */
export type Api = (method: "get" | "post" | "patch" | "delete", path: string, asked?: Asked) => Promise<Told>

/** The generated client's runtime with these headers on each request. */
export const apiClient = (url: string, headers: Readonly<Record<string, string>>, called: Set<string> = new Set()): Api => {
  // Which paths there are stands in the served document, which this file can't import: the typed use of it is compiled by the test.
  const client = createClient({ baseUrl: url, headers }) as unknown as {
    readonly request: (method: string, path: string, init: object) => Promise<{ readonly data?: never; readonly error?: never; readonly response: Response }>
  }
  return async (method, path, { body, headers = {}, path: params = {}, query = {} } = {}) => {
    called.add(`${method} ${path}`)
    const { data, error, response } = await client.request(method, path, {
      params: { path: params, query }, headers, ...(body === undefined ? {} : { body }),
      parseAs: path.endsWith("/export") ? "text" : "json"
    })
    return { status: response.status, body: (data ?? error) as never, headers: response.headers }
  }
}

/** A site with keys of each kind, a visitor of each kind of data with a conversation, and clients that hold the keys. */
export class ApiWorld extends Context.Service<ApiWorld, {
  readonly url: string
  readonly owner: { readonly cookie: string; readonly userId: string; readonly organizationId: string; readonly websiteId: string }
  /** Every `method path` that was asked through one of the clients. */
  readonly called: Set<string>
  readonly test: ApiSide
  readonly live: ApiSide
  readonly client: (headers: Readonly<Record<string, string>>) => Api
  readonly newKey: (isTest: boolean) => Promise<{ readonly id: string; readonly value: string }>
  readonly inbox: ReturnType<typeof asMember>
}>()("api/publicApi/testing/ApiWorld") {
  static readonly layer = (settings: Readonly<Record<string, string>> = {}) =>
    Layer.effect(ApiWorld, make).pipe(Layer.provideMerge(TestProgram.layer({ API_REQUESTS_PER_MINUTE: "1000000", ...settings })))
}

export interface ApiSide {
  readonly secretKey: string
  readonly publicKey: string
  readonly origin: string
  /** With the private key, nobody behind it. */
  readonly server: Api
  /** With the private key, as the owner. */
  readonly actor: Api
  /** With the public key and a visitor's secret. */
  readonly visitor: Api
  readonly visitorId: string
  readonly secret: string
  readonly conversationId: string
  readonly messageId: string
}

const make = Effect.gen(function*() {
  const { firstOwner, url } = yield* TestProgram
  const first = yield* firstOwner
  const called = new Set<string>()
  const client = (headers: Readonly<Record<string, string>>) => apiClient(url, headers, called)
  const inbox = asMember(url, first.cookie)
  const { websiteId } = first
  return yield* Effect.promise(async () => {
    const me = await must(inbox, "me.get", null) as { readonly userId: string; readonly organizations: ReadonlyArray<{ readonly id: string }> }
    const newKey = async (isTest: boolean) => {
      const { key, value } = await must(inbox, "keys.create", { websiteId, name: "Server", keyType: "private", isTest }) as
        { readonly key: { readonly id: string }; readonly value: string }
      return { id: key.id, value }
    }
    const side = async (isTest: boolean, publicKey: string, origin: string): Promise<ApiSide> => {
      const { value } = await newKey(isTest)
      const authorization = `Bearer ${value}`
      const page = { "x-public-key": publicKey, origin }
      const started = await client(page)("post", "/v1/visitors", { body: {} })
      const { secret, visitor } = started.body as { readonly secret: string; readonly visitor: { readonly id: string } }
      const asVisitor = client({ ...page, authorization: `Bearer ${secret}` })
      const [conversationId, messageId] = [newConversationId(), ulid()]
      await asVisitor("post", "/v1/conversations", {
        body: { conversationId, defaultTimelineItems: [{ text: "Hello there" }, { id: messageId, text: "Help, please", visitorId: visitor.id }] }
      })
      return {
        secretKey: value, publicKey, origin, secret, visitorId: visitor.id, conversationId, messageId, visitor: asVisitor,
        server: client({ authorization }), actor: client({ authorization, "x-actor-user-id": me.userId })
      }
    }
    return ApiWorld.of({
      url, called, client, newKey, inbox,
      owner: { cookie: first.cookie, userId: me.userId, organizationId: me.organizations[0]?.id ?? "", websiteId },
      test: await side(true, first.testKey, "http://localhost:5173"),
      live: await side(false, first.liveKey, "https://acme.test")
    })
  })
})
