import { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import { assert, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { decodeJwt } from "jose"
import { Accounts } from "../members/Accounts.ts"
import { MemberWorld } from "../members/testing/MemberWorld.ts"
import { withTenant } from "../sql/Tenant.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { IdentitySecrets } from "../websites/IdentitySecrets.ts"
import { Demo } from "./Demo.ts"
import { team } from "./people.ts"

const password = "made for this folder"
const ground = IdentitySecrets.layer.pipe(Layer.provideMerge(MemberWorld.layer()))
const start = Effect.scoped(Effect.map(
  Layer.build(Layer.fresh(Demo.layer).pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ DEMO_PASSWORD: password }))))),
  (context) => Effect.provide(Demo, context)
)).pipe(Effect.flatten)

layer(ground, { excludeTestServices: true })("The demo", (it) => {
  it.effect("is made by the first start, also when one before it was cut short, and once", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const { call, http } = yield* MemberWorld
      yield* (yield* Accounts).create({ ...team.owner, password })
      const { signIn } = yield* start
      assert.deepStrictEqual(signIn, { slug: "acme", email: team.owner.email, password })
      const count = admin<{ n: number }>`select count(*)::int as n from conversation`
      const before = yield* count
      assert.deepStrictEqual((yield* start).signIn, signIn)
      assert.deepStrictEqual(yield* count, before)

      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: team.owner.email, password })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const websiteId = organizations[0]?.websites[0]?.id ?? ""
      const { members } = yield* call("team.list", { websiteId }, { cookie })
      assert.deepStrictEqual(members.map(({ role }) => role).toSorted(), ["member", "owner"])
    }))

  it.effect("fills every set of the inbox with conversations as the contract has them", () =>
    Effect.gen(function*() {
      const sql = yield* SqlClient
      const { admin } = yield* TestDatabase
      const [demo] = yield* admin<{ website_id: string }>`select website_id from demo`
      const rows = yield* withTenant({ websiteId: demo?.website_id ?? "", data: "all" }, sql<{ inbox: unknown }>`select inbox from wire_conversation`)
      const conversations = yield* Effect.forEach(rows, ({ inbox }) => Schema.decodeUnknownEffect(InboxConversation)(inbox))
      const told = (isTest: boolean, status: string) => conversations.filter((one) => one.isTest === isTest && one.status === status).length
      for (const status of ["open", "resolved", "spam"]) {
        assert.isAbove(told(true, status), 0)
        assert.isAbove(told(false, status), 0)
      }
      assert.isAtLeast(conversations.filter(({ isTest }) => isTest).length, 12)
      for (const { lastItem } of conversations) assert.isNotNull(lastItem)
      const notes = yield* admin`select from timeline_item where visibility = 'private'`
      assert.isAbove(notes.length, 0)
    }))

  it.effect("signs its customers in for the page, and nobody else", () =>
    Effect.gen(function*() {
      const demo = yield* start
      const config = yield* demo.config
      assert.match(config?.publicKey ?? "", /^pk_test_/)
      assert.deepStrictEqual(config?.people.map(({ id }) => id), ["customer_maya", "customer_tom"])
      const token = yield* demo.identity("customer_maya")
      const { email, sub } = decodeJwt(token ?? "")
      assert.deepStrictEqual([sub, email], ["customer_maya", "maya@example.test"])
      assert.isNull(yield* demo.identity("customer_eve"))
    }))
})

layer(ground, { excludeTestServices: true })("A server where somebody has an account", (it) => {
  it.effect("is left as it is", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* (yield* Accounts).create({ name: "Real Person", email: "real@acme.test", password })
      assert.isNull((yield* start).signIn)
      assert.deepStrictEqual(yield* admin`select from website`, [])
    }))
})
