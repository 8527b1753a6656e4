import { MemberAuth, NeedsRole } from "@cossistant/core/auth/MemberAuth"
import { InboxRpcs } from "@cossistant/core/rpcs"
import { assert, layer } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Schema from "effect/Schema"
import type * as Rpc from "effect/rpc/Rpc"
import { Doors } from "../realtime/Doors.ts"
import * as RpcDoor from "../realtime/RpcDoor.ts"
import { type Browser, MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, join } from "./testing/people.ts"

/** The inbox's whole contract before handlers that say nothing but that they were reached. */
const everyProcedure = RpcDoor.layer({
  name: "widget", group: InboxRpcs, admit: () => Effect.void, refusal: Schema.Never, anyOrigin: false
}).pipe(
  // One handler stands for all, whatever each should give.
  Layer.provide(InboxRpcs.toLayer(Object.fromEntries([...InboxRpcs.requests.keys()].map((tag) => [tag, () => Effect.die("reached")])) as never)),
  Layer.provideMerge(MemberWorld.layer()),
  Layer.provide(Logger.layer([]))
)

// A group holds whole procedures; its type parameter only forgets their parts.
const ofTeams = [...InboxRpcs.requests.values()].filter(({ middlewares }) =>
  [...middlewares].some(({ key }) => key === MemberAuth.key)) as unknown as ReadonlyArray<Rpc.AnyWithProps>

/** A payload that fits the procedure, for this site. */
const payloadFor = Effect.fnUntraced(function*(rpc: Rpc.AnyWithProps, websiteId: string) {
  const [payload] = yield* Arbitrary.sampleEffect(Arbitrary.schema(rpc.payloadSchema), { count: 1, seed: 1 })
  const encoded = yield* Schema.encodeUnknownEffect(Schema.toCodecJson(rpc.payloadSchema as Schema.Codec<unknown>))(payload)
  return { ...encoded as object, websiteId }
})

layer(everyProcedure, { excludeTestServices: true })("Every procedure of a site", (it) => {
  it.effect("admits exactly the roles its contract names", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const door = (yield* Doors).get("/rpc/widget")
      const owner = yield* firstOwner()
      const { website: { id: elsewhere } } = yield* call("websites.create", { name: "Elsewhere", domain: "elsewhere.test", installationTarget: "react" }, owner.browser)
      const here = owner.website.id
      const people: ReadonlyArray<readonly [string, Browser, Record<string, string>]> = [
        ["nobody", {}, { member: "SignedOut", admin: "SignedOut", owner: "SignedOut" }],
        ["an owner on a foreign page", { ...owner.browser, origin: "https://evil.test" }, { member: "SignedOut", admin: "SignedOut", owner: "SignedOut" }],
        ["a member of another site", (yield* join(owner.browser, elsewhere, "far@acme.test")).browser, { member: "WebsiteNotFound", admin: "WebsiteNotFound", owner: "WebsiteNotFound" }],
        ["a member", (yield* join(owner.browser, here, "max@acme.test")).browser, { member: "reached", admin: "RoleRequired", owner: "RoleRequired" }],
        ["an admin", (yield* join(owner.browser, here, "ada@acme.test", "admin")).browser, { member: "reached", admin: "reached", owner: "RoleRequired" }],
        ["an owner", owner.browser, { member: "reached", admin: "reached", owner: "reached" }]
      ]
      const ask = (tag: string, payload: unknown, { cookie, origin = publicUrl }: Browser) => Effect.promise(async () => {
        const response = await door?.fetch(new Request(`${publicUrl}/rpc/widget`, {
          method: "POST",
          body: JSON.stringify({ _tag: "Request", id: 1, tag, payload, headers: [] }),
          headers: { origin, ...(cookie === undefined ? {} : { cookie }) }
        }), { upgrade: () => false, timeout: () => {} }, { address: "192.0.2.1", isProxied: false })
        const answer = /"_tag":"(?!Exit|Failure|Fail")(\w+)"/.exec(await response?.text() ?? "")?.[1]
        return answer === "InternalError" ? "reached" : answer
      })

      assert.isAbove(ofTeams.length, 20)
      for (const rpc of ofTeams) {
        const payload = yield* payloadFor(rpc, here)
        const needs = Context.get(rpc.annotations, NeedsRole)
        for (const [who, browser, expected] of people) {
          assert.strictEqual(yield* ask(rpc._tag, payload, browser), expected[needs], `${rpc._tag} by ${who}`)
        }
      }
    }), 60_000)
})
