import { CurrentMember, MemberAuth } from "@cossistant/core/auth/MemberAuth"
import { InvalidKey, OriginRefused } from "@cossistant/core/auth/KeyAuth"
import { PictureRpcs } from "@cossistant/core/uploads/pictureRpcs"
import { InboxUploadRpcs, WidgetUploadRpcs } from "@cossistant/core/uploads/uploadRpcs"
import { StartVisitorRpcs, WidgetVisitorRpcs } from "@cossistant/core/visitors/widgetVisitorRpcs"
import { OrganizationId, type Website, WebsiteId } from "@cossistant/core/websites/Website"
import { WebsiteSettingsRpcs } from "@cossistant/core/websites/websiteSettingsRpcs"
import { WidgetWebsiteRpcs } from "@cossistant/core/websites/widgetWebsiteRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import { Entitlements } from "../../billing/Entitlements.ts"
import * as selfHosted from "../../billing/selfHosted.ts"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { makeAnswer } from "../../http/answer.ts"
import { Ids } from "../../ids/Ids.ts"
import * as noPlaces from "../../geo/none.ts"
import { Jobs } from "../../jobs/Jobs.ts"
import { Limiter } from "../../limits/Limiter.ts"
import { Live } from "../../live/Live.ts"
import { Sessions } from "../../live/Sessions.ts"
import { Connections } from "../../realtime/Connections.ts"
import { Doors } from "../../realtime/Doors.ts"
import * as RpcDoor from "../../realtime/RpcDoor.ts"
import { Settings } from "../../settings/Settings.ts"
import * as disk from "../../storage/disk.ts"
import type { Storage } from "../../storage/Storage.ts"
import { DiskFiles } from "../../storage/DiskFiles.ts"
import * as fileRoutes from "../../storage/fileRoutes.ts"
import { TestDatabase } from "../../testing/TestDatabase.ts"
import { pictureHandlers } from "../../uploads/pictureHandlers.ts"
import { Pictures } from "../../uploads/Pictures.ts"
import { inboxUploadHandlers, widgetUploadHandlers } from "../../uploads/uploadHandlers.ts"
import { Uploads } from "../../uploads/Uploads.ts"
import * as visitors from "../../visitors/layer.ts"
import { Sync } from "../../sync/Sync.ts"
import * as visitorAuth from "../../visitors/visitorAuth.ts"
import * as visitorHandlers from "../../visitors/visitorHandlers.ts"
import { Admission } from "../Admission.ts"
import * as keyAuth from "../keyAuth.ts"
import * as websites from "../layer.ts"
import { websiteSettingsHandlers, widgetWebsiteHandlers } from "../websiteHandlers.ts"
import { Websites } from "../Websites.ts"

export const publicUrl = "http://localhost:3000"

const widgetGroup = WidgetWebsiteRpcs.merge(StartVisitorRpcs, WidgetVisitorRpcs, WidgetUploadRpcs)
const inboxGroup = WebsiteSettingsRpcs.merge(InboxUploadRpcs, PictureRpcs)

type Of<Group> = Group extends RpcGroup.RpcGroup<infer Rpcs> ? Rpcs : never
type Named<Rpcs, Tag> = Extract<Rpcs, { readonly _tag: Tag }>
type PayloadOf<R> = R extends Rpc.Rpc<infer _T, infer Payload, infer _S, infer _E, infer _M, infer _R> ? Payload["Encoded"] : never
type Call<Group extends RpcGroup.Any, Caller extends ReadonlyArray<unknown>> = <Tag extends Of<Group>["_tag"]>(
  tag: Tag,
  payload: PayloadOf<Named<Of<Group>, Tag>>,
  ...caller: Caller
) => Effect.Effect<Rpc.SuccessEncoded<Named<Of<Group>, Tag>>, { readonly _tag: string; readonly reason?: string; readonly retryAfterMs?: number }>

/** A page that speaks to us: with a key, from an origin (none: nothing is said of it), as a visitor or nobody. */
export interface Page {
  readonly key: string
  readonly origin?: string
  readonly secret?: string
  readonly address?: string
  readonly userAgent?: string
}

export interface TestSite {
  readonly website: Website
  readonly testKey: string
  readonly liveKey: string
  /** A page on localhost with the test key. */
  readonly page: Page
}

/** Sites, visitors and files of one server on a database of its own, met through the doors and HTTP. */
export class SiteWorld extends Context.Service<SiteWorld, {
  readonly widget: Call<typeof widgetGroup, [Page]>
  /** As the owner of whatever site the payload names. */
  readonly inbox: Call<typeof inboxGroup, []>
  readonly http: (path: string, init: RequestInit) => Effect.Effect<Response>
  readonly newSite: (domain?: string) => Effect.Effect<TestSite>
  /** What was told to subscribers: the method's name and its first argument. */
  readonly told: Array<{ readonly what: string; readonly about: unknown }>
  readonly dataDir: string
}>()("api/websites/testing/SiteWorld") {
  /** With files kept by this storage. */
  static readonly over = (storage: Layer.Layer<Storage, unknown, Settings>) => Layer.unwrap(Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(path.join(tmpdir(), "cossistant-sites-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
    ),
    (dataDir) => world(dataDir, Layer.orDie(storage))
  ))
  static readonly layer = SiteWorld.over(disk.layer.pipe(Layer.provide(DiskFiles.layer)))
}

const world = (dataDir: string, storage: Layer.Layer<Storage, never, Settings>) => {
  const told: Array<{ readonly what: string; readonly about: unknown }> = []
  const tell = (what: string) => (about: unknown) => Effect.sync(() => void told.push({ what, about }))
  const ground = Layer.mergeAll(
    Ids.layer, noPlaces.layer, Limiter.layer, Connections.layer, Doors.layer, Layer.mock(Jobs, { every: () => Effect.void }),
    Layer.mock(Sync, { early: () => Effect.succeed({ since: null, holds: () => false }) }),
    Layer.succeed(Settings, {
      entry: "test",
      publicUrl,
      dataDir,
      signUp: "invite",
      secrets: { auth: secret("auth"), apiKey: secret("keys"), encryption: secret("box") }
    }),
    Layer.unwrap(Effect.map(Sessions, ({ forget }) => Layer.mock(Live, {
      accessChanged: (change) => Effect.andThen(Effect.sync(() => forget(change)), tell("accessChanged")(change)),
      visitorChanged: tell("visitorChanged"),
      conversationChanged: tell("conversationChanged"),
      tell: (_, event) => tell(event._tag)(event)
    }))).pipe(Layer.provideMerge(Sessions.layer))
  )
  const features = Layer.mergeAll(visitors.layer, Pictures.layer).pipe(
    Layer.provideMerge(Uploads.layer),
    Layer.provideMerge(websites.layer),
    Layer.provideMerge(Entitlements.layer),
    Layer.provideMerge(selfHosted.layer),
    Layer.provideMerge(storage)
  )
  const widgetDoor = RpcDoor.layer({
    name: "widget",
    group: widgetGroup,
    anyOrigin: true,
    admit: (connection) => Admission.use((admission) => admission.admitSocket(connection)),
    refusal: Schema.Union([InvalidKey, OriginRefused])
  }).pipe(Layer.provide([
    keyAuth.layer, visitorAuth.layer, widgetWebsiteHandlers, visitorHandlers.layer, widgetUploadHandlers
  ]))
  const inboxDoor = RpcDoor.layer({
    name: "inbox", group: inboxGroup, anyOrigin: false, admit: () => Effect.void, refusal: Schema.Never
  }).pipe(Layer.provide([ownerOfAny, websiteSettingsHandlers, inboxUploadHandlers, pictureHandlers]))
  return Layer.effect(SiteWorld, make(dataDir, told)).pipe(
    Layer.provide([widgetDoor, inboxDoor]),
    Layer.provideMerge(features),
    Layer.provideMerge(ground),
    Layer.provideMerge(TestDatabase.layer)
  )
}

const secret = (name: string) => Redacted.make(`${name}-`.padEnd(40, "x"))

const organizationId = OrganizationId.make("01JZ00000000000000000000RG")

/** Who is a member of what is tested where members are. */
const ownerOfAny = Layer.effect(MemberAuth, Effect.gen(function*() {
  const connections = yield* Connections
  return MemberAuth.of((handler, { client, payload }) => Effect.flatMap(connections.get(client.id), (connection) =>
    Effect.provideService(handler, CurrentMember, {
      userId: "owner",
      sessionId: "session",
      // The contract makes every payload of the inbox name its site.
      websiteId: WebsiteId.make((payload as { readonly websiteId: string }).websiteId),
      organizationId,
      role: "owner",
      connection
    })))
}))

const make = (dataDir: string, told: SiteWorld["Service"]["told"]) => Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const doors = yield* Doors
  const sites = yield* Websites
  const answer = yield* makeAnswer(fileRoutes.layer, [], [])
  yield* Effect.orDie(admin`insert into organization (id, name, slug) values (${organizationId}, 'Acme', 'acme')`)
  const host = { upgrade: () => false, timeout: () => {} }

  const call = (door: "widget" | "inbox", headersOf: (caller: Page) => Record<string, string>) =>
    (tag: string, payload: unknown, caller: Page = { key: "" }) => Effect.promise(async () => {
      const { address = "192.0.2.1", secret } = caller
      const headers = secret === undefined ? [] : [["authorization", `Bearer ${secret}`]]
      const body = JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers }) + "\n"
      const request = new Request(`${publicUrl}/rpc/${door}`, {
        method: "POST",
        body,
        headers: { "content-length": String(Buffer.byteLength(body)), ...headersOf(caller) }
      })
      const response = await doors.get(`/rpc/${door}`)?.fetch(request, host, { address, isProxied: false })
      return JSON.parse(await response?.text() ?? "null").exit
    }).pipe(Effect.flatMap((exit) => exit._tag === "Success" ? Effect.succeed(exit.value) : Effect.fail(exit.cause[0].error)))

  return SiteWorld.of({
    // What comes back is the encoded success of the procedure asked for, which JSON can't say.
    widget: call("widget", ({ key, origin, userAgent }) => ({
      "x-public-key": key,
      ...(origin === undefined ? {} : { origin }),
      ...(userAgent === undefined ? {} : { "user-agent": userAgent })
    })) as SiteWorld["Service"]["widget"],
    inbox: call("inbox", () => ({ origin: publicUrl })) as SiteWorld["Service"]["inbox"],
    http: (path, init) => Effect.promise(() => answer(new Request(`${publicUrl}${path}`, init), "192.0.2.1")),
    newSite: Effect.fnUntraced(function*(domain = "shop.example") {
      const { testPublicKey, website } = yield* Effect.orDie(
        sites.create({ organizationId, name: "Test shop", domain, installationTarget: "react" })
      )
      const [live] = yield* Effect.orDie(admin<{ lookup: string }>`
        select lookup from api_key where website_id = ${website.id} and not is_test`)
      const page = { key: testPublicKey, origin: "http://localhost:5173" }
      return { website, testKey: testPublicKey, liveKey: live?.lookup ?? "", page }
    }),
    told,
    dataDir
  })
})
