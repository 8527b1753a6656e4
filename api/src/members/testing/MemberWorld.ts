import { JoinRpcs, TeamRpcs, UserRpcs } from "@cossistant/core/members/memberRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import { Entitlements } from "../../billing/Entitlements.ts"
import * as selfHosted from "../../billing/selfHosted.ts"
import { Capabilities } from "../../capabilities/Capabilities.ts"
import { makeAnswer } from "../../http/answer.ts"
import { Ids } from "../../ids/Ids.ts"
import { Jobs } from "../../jobs/Jobs.ts"
import { Limiter } from "../../limits/Limiter.ts"
import { type AccessChange, Live } from "../../live/Live.ts"
import { Sessions } from "../../live/Sessions.ts"
import { Letters } from "../../mail/Letters.ts"
import { type KeptLetter, OutboxRepo } from "../../mail/OutboxRepo.ts"
import * as outbox from "../../mail/outbox.ts"
import { Connections } from "../../realtime/Connections.ts"
import { Doors } from "../../realtime/Doors.ts"
import * as RpcDoor from "../../realtime/RpcDoor.ts"
import { Settings } from "../../settings/Settings.ts"
import { Storage } from "../../storage/Storage.ts"
import { TestDatabase } from "../../testing/TestDatabase.ts"
import { ApiKeys } from "../../websites/ApiKeys.ts"
import { Websites } from "../../websites/Websites.ts"
import * as authRoutes from "../authRoutes.ts"
import { joinHandlers } from "../joinHandlers.ts"
import * as members from "../layer.ts"
import { Members } from "../Members.ts"
import { teamHandlers } from "../teamHandlers.ts"
import { userHandlers } from "../userHandlers.ts"

export const publicUrl = "http://localhost:3000"

const group = UserRpcs.merge(JoinRpcs, TeamRpcs)
type Rpcs = RpcGroup.Rpcs<typeof group>
type Tag = Rpcs["_tag"]
type Named<T extends Tag> = Extract<Rpcs, { readonly _tag: T }>
type PayloadOf<T extends Tag> = Named<T> extends Rpc.Rpc<T, infer Payload, infer _S, infer _E, infer _M, infer _R> ? Payload["Encoded"] : never
type SuccessOf<T extends Tag> = Rpc.SuccessEncoded<Named<T>>

/** Who calls: a browser's cookie, on a page of `origin` (ours unless given), from `address`. */
export interface Browser {
  readonly cookie?: string | undefined
  readonly origin?: string
  readonly address?: string
}

export interface Answer {
  readonly status: number
  // What better-auth answers has no schema of ours.
  readonly body: { readonly code?: string; readonly token?: string; readonly [key: string]: unknown } | null
  /** What the browser sends from now on. */
  readonly cookie: string | undefined
  /** The last `Set-Cookie` line, with its attributes. */
  readonly setCookie: string
}

/** Accounts, teams and mail of one server on a database of its own, met only through HTTP and the inbox door. */
export class MemberWorld extends Context.Service<MemberWorld, {
  readonly http: (method: "GET" | "POST", path: string, body?: unknown, browser?: Browser) => Effect.Effect<Answer>
  /** Calls a procedure; a refusal is what the caller would see, with its `_tag`. */
  readonly call: <T extends Tag>(tag: T, payload: PayloadOf<T>, browser: Browser) => Effect.Effect<SuccessOf<T>, { readonly _tag: string }>
  readonly letters: Effect.Effect<ReadonlyArray<KeptLetter>>
  /** Every access change that was told. */
  readonly told: Array<AccessChange>
  /** Every site whose members were told to look at it anew. */
  readonly changed: Array<string>
}>()("api/members/testing/MemberWorld") {
  static readonly layer = (options: { readonly signUp?: "invite" | "open" } = {}) =>
    Layer.unwrap(Effect.sync(() => world(options.signUp ?? "invite")))
}

const world = (signUp: "invite" | "open") => {
  const told: Array<AccessChange> = []
  const changed: Array<string> = []
  const ground = Layer.mergeAll(
    Ids.layer,
    Limiter.layer,
    Sessions.layer,
    Connections.layer,
    Doors.layer,
    outbox.layer,
    OutboxRepo.layer,
    Layer.succeed(Settings, {
      entry: "test",
      publicUrl,
      dataDir: "/nowhere",
      signUp,
      secrets: { auth: secret("auth"), apiKey: secret("keys"), encryption: secret("box") }
    }),
    live(told, changed),
    Layer.mock(Capabilities, {}),
    Layer.mock(Jobs, { every: () => Effect.void }),
    Layer.mock(Storage, { provider: "disk", urlOf: (key) => `/files/${key}` })
  )
  const features = members.layer.pipe(
    Layer.provideMerge(Websites.layer),
    Layer.provideMerge([Members.layer, ApiKeys.layer, Letters.layer]),
    Layer.provideMerge(Entitlements.layer),
    Layer.provideMerge(selfHosted.layer)
  )
  return Layer.effect(MemberWorld, make(told, changed)).pipe(
    Layer.provide(RpcDoor.layer({ name: "inbox", group, admit: () => Effect.void, refusal: Schema.Never, anyOrigin: false })),
    Layer.provide([userHandlers, joinHandlers, teamHandlers]),
    Layer.provideMerge(features),
    Layer.provideMerge(ground),
    Layer.provideMerge(TestDatabase.layer)
  )
}

/** What the real one does on one node, and the test reads along. */
const live = (told: Array<AccessChange>, changed: Array<string>) => Layer.unwrap(Effect.map(Sessions, (sessions) =>
  Layer.mock(Live, {
    tell: (websiteId, event) => Effect.sync(() => void (event._tag === "SiteChanged" && changed.push(websiteId))),
    accessChanged: (change) => Effect.sync(() => {
      told.push(change)
      sessions.forget(change)
    })
  }))).pipe(Layer.provide(Sessions.layer))

const secret = (name: string) => Redacted.make(`${name}-`.padEnd(40, "x"))

const make = (told: Array<AccessChange>, changed: Array<string>) => Effect.gen(function*() {
  const answer = yield* makeAnswer(authRoutes.layer, [], [])
  const door = (yield* Doors).get("/rpc/inbox")
  const outbox = yield* OutboxRepo
  const host = { upgrade: () => false, timeout: () => {} }

  const request = (path: string, { cookie, origin = publicUrl }: Browser, init: RequestInit) => {
    const { body } = init
    return new Request(`${publicUrl}${path}`, {
      ...init,
      headers: {
        origin,
        "content-type": "application/json",
        ...(cookie === undefined ? {} : { cookie }),
        ...(typeof body === "string" ? { "content-length": String(Buffer.byteLength(body)) } : {})
      }
    })
  }

  return MemberWorld.of({
    http: (method, path, body, browser = {}) => Effect.promise(async () => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
      const response = await answer(request(path, browser, init), browser.address ?? "192.0.2.1")
      const text = await response.text()
      return {
        status: response.status,
        body: text === "" ? null : JSON.parse(text),
        setCookie: response.headers.getSetCookie().at(-1) ?? "",
        cookie: response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ") || undefined
      }
    }),
    call: (tag, payload, browser) => Effect.promise(async () => {
      const body = JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers: [] }) + "\n"
      const response = await door?.fetch(request("/rpc/inbox", browser, { method: "POST", body }), host, { address: browser.address ?? "192.0.2.1", isProxied: false })
      const { exit } = JSON.parse(await response?.text() ?? "null")
      return exit
    }).pipe(Effect.flatMap((exit) => exit._tag === "Success" ? Effect.succeed(exit.value) : Effect.fail(exit.cause[0].error))),
    letters: outbox.newest,
    told,
    changed
  })
})
