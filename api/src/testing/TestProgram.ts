import type { InboxRpcs, WidgetRpcs } from "@cossistant/core/rpcs"
import { type Client, makeClient } from "@cossistant/core/client/Client"
import { makeLive } from "@cossistant/core/client/live"
import { browserPlatform, type Platform, type Socket } from "@cossistant/core/client/Platform"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Server } from "../http/Server.ts"
import { SignUpGate } from "../members/SignUpGate.ts"
import { program } from "../program.ts"
import { Limits } from "../realtime/Limits.ts"
import { TestDatabase } from "./TestDatabase.ts"

/** A browser's part: what it sends with everything, whatever a page wants. */
export const browserWith = (headers: Readonly<Record<string, string>>, socket = true): Platform => ({
  ...browserPlatform,
  isOnline: () => true,
  onWake: () => () => {},
  // Bun's WebSocket takes headers as a browser sets them by itself; its events are richer than the client reads.
  openSocket: socket ? (url) => new WebSocket(url, { headers } as never) as Socket : undefined,
  fetch: (url, init) => fetch(url, { ...init, headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) } })
})

/** Someone signed in, and the site they have just made. */
export interface Owner {
  readonly cookie: string
  readonly client: Client<typeof InboxRpcs>
  readonly websiteId: string
  readonly testKey: string
  readonly liveKey: string
}

/** The whole program in this process, on a database, a folder and a port of its own. */
export class TestProgram extends Context.Service<TestProgram, {
  readonly url: string
  /** Signs up the first owner with a site for `acme.test`. To be called once. */
  readonly firstOwner: Effect.Effect<Owner>
  readonly member: (cookie: string, options?: { readonly origin?: string; readonly socket?: boolean }) => Client<typeof InboxRpcs>
  /** A widget on a page of `origin` (a loopback page unless given); starts as nobody. */
  readonly widget: (publicKey: string, options?: { readonly origin?: string; readonly socket?: boolean }) => TestWidget
}>()("api/testing/TestProgram") {
  static readonly layer = (settings: Readonly<Record<string, string>> = {}) =>
    TestProgram.layerOn(settings).pipe(Layer.provideMerge(TestDatabase.layerDatabase), Layer.orDie)

  /** On the database at hand: to be closed and built again, or built several times as nodes of one installation. */
  static readonly layerOn = (settings: Readonly<Record<string, string>> = {}) => Layer.unwrap(Effect.gen(function*() {
    const { url } = yield* TestDatabase
    const dataDir = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(path.join(tmpdir(), "cossistant-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    )
    const values = {
      PORT: "0",
      LOG_LEVEL: "Warn",
      DATA_DIR: dataDir,
      DATABASE_URL: Redacted.value(url),
      BETTER_AUTH_SECRET: "a".repeat(32),
      API_KEY_SECRET: "b".repeat(32),
      ENCRYPTION_KEY: "c".repeat(32),
      EMAIL_TRANSPORT_PROVIDER: "outbox",
      POLAR_ENABLED: "false",
      TINYBIRD_ENABLED: "false",
      REALTIME_BUS: "memory",
      ...settings
    }
    return Layer.effect(TestProgram, make).pipe(
      Layer.provideMerge(program({ entry: "test", root: dataDir, values, notes: [], problems: [], print: () => undefined })),
      // Nobody here needs time to move to another node.
      Layer.provide(Layer.effect(Limits, Effect.map(Limits, (limits) => ({ ...limits, moveWithin: 100, endWithin: 500 }))))
    )
  }))
}

export interface TestWidget extends Client<typeof WidgetRpcs> {
  secret: string | null
  /** Becomes a visitor with a row of its own. */
  readonly begin: () => Promise<{ readonly visitorId: string; readonly secret: string }>
}

const make = Effect.gen(function*() {
  const { port } = yield* Server
  const gate = yield* SignUpGate
  const url = `http://localhost:${port}`

  const member = (cookie: string, { origin = url, socket = true } = {}) =>
    makeClient<typeof InboxRpcs>({ url: `${url}/rpc/inbox`, platform: browserWith({ origin, cookie }, socket) }, () => Promise.resolve({ makeLive }))

  const firstOwner = Effect.gen(function*() {
    const owner = new URL((yield* gate.firstOwnerLink) ?? "").hash.slice("#owner=".length)
    const answer = yield* Effect.promise(() => fetch(`${url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ name: "Olga Owner", email: "olga@acme.test", password: "correct horse", owner })
    }))
    const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
    const client = member(cookie)
    return yield* Effect.promise(async () => {
      const { testPublicKey, website } = await client.call("websites.create", {
        name: "Acme", domain: "acme.test", installationTarget: "react"
      })
      const keys = await client.call("keys.list", { websiteId: website.id })
      const liveKey = keys.find(({ isTest, keyType }) => !isTest && keyType === "public")?.key ?? ""
      return { cookie, client, websiteId: website.id, testKey: testPublicKey, liveKey }
    })
  })

  const widget = (publicKey: string, { origin = "http://localhost:5173", socket = true } = {}): TestWidget => {
    const client = makeClient<typeof WidgetRpcs>({
      url: `${url}/rpc/widget`,
      publicKey,
      secret: () => self.secret,
      platform: browserWith({ origin }, socket)
    }, () => Promise.resolve({ makeLive }))
    const self: TestWidget = {
      ...client,
      secret: null,
      begin: async () => {
        const { secret, visitor } = await client.call("visitors.start", { profile: {} })
        self.secret = secret
        return { visitorId: visitor.id, secret }
      }
    }
    return self
  }

  return TestProgram.of({ url, firstOwner, member, widget })
})
