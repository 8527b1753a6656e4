import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Browser, MemberWorld } from "./testing/MemberWorld.ts"
import { firstOwner, join, password, signIn } from "./testing/people.ts"

let calls = 0
const remove = (browser: Browser, given: unknown = { password }) =>
  MemberWorld.use(({ http }) => Effect.map(http("POST", "/api/auth/delete-user", given, { address: `192.0.2.${++calls}`, ...browser }), ({ body, status }) => [status, status === 200 ? "done" : body?.code] as const))

layer(MemberWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("An account's end", (it) => {
  it.effect("takes its password, from a page of ours, by whoever is signed in", () => Effect.gen(function*() {
    const { call } = yield* MemberWorld
    const owner = yield* firstOwner()
    const member = yield* join(owner.browser, owner.website.id, "max@acme.test")
    assert.deepStrictEqual(yield* remove(member.browser, {}), [400, "PASSWORD_REQUIRED"])
    assert.deepStrictEqual(yield* remove(member.browser, { token: "x", callbackURL: "/" }), [400, "PASSWORD_REQUIRED"])
    assert.deepStrictEqual(yield* remove(member.browser, { password: "something else" }), [400, "INVALID_PASSWORD"])
    assert.deepStrictEqual(yield* remove({ ...member.browser, origin: "https://evil.test" }), [403, "FOREIGN_ORIGIN"])
    assert.strictEqual((yield* remove({}))[0], 401)
    assert.strictEqual((yield* call("me.get", undefined, member.browser)).email, "max@acme.test")
  }))

  it.effect("ends every session, the membership, its settings and devices, and leaves the name beside what was written", () => Effect.gen(function*() {
    const { call, told } = yield* MemberWorld
    const { admin } = yield* TestDatabase
    const owner = yield* signIn("owner@acme.test")
    const [site] = yield* admin<{ id: string }>`select id from website`
    const websiteId = site?.id ?? ""
    const [max] = yield* admin<{ id: string }>`select id from auth.users where email = 'max@acme.test'`
    const userId = max?.id ?? ""
    yield* admin`insert into notification_setting (website_id, user_id, channel, enabled) values (${websiteId}, ${userId}, 'email_mention', false)`
    yield* admin`insert into push_device (id, website_id, user_id, endpoint, p256dh, auth, name) values ('d1', ${websiteId}, ${userId}, 'https://push.test/1', 'x', 'y', 'Phone')`
    const [here, elsewhere] = [yield* signIn("max@acme.test"), yield* signIn("max@acme.test")]
    told.length = 0
    assert.deepStrictEqual(yield* remove(here), [200, "done"])
    for (const browser of [here, elsewhere]) assert.strictEqual((yield* Effect.flip(call("me.get", undefined, browser)))._tag, "SignedOut")
    // Said once the account is gone, so that no open line is let in again.
    assert.deepEqual<unknown>(told.at(-1), { websiteId, userId, reason: "access" })
    assert.isUndefined((yield* signIn("max@acme.test")).cookie)
    for (const table of ["member", "website_member", "notification_setting", "push_device"]) {
      assert.deepStrictEqual(yield* admin`select 1 from ${admin(table)} where user_id = ${userId}`, [], table)
    }
    const { former, members } = yield* call("team.list", { websiteId }, owner)
    assert.deepStrictEqual([members.map(({ email }) => email), former], [["owner@acme.test"], [{ userId, name: "max" }]])
    // The address is free again, and whoever takes it is somebody new.
    const again = yield* join(owner, websiteId, "max@acme.test")
    assert.notStrictEqual(again.userId, userId)
  }))

  it.effect("is refused to the only owner of an organisation with sites, and two owners don't both leave", () => Effect.gen(function*() {
    const { call, http } = yield* MemberWorld
    const { admin } = yield* TestDatabase
    const owner = yield* signIn("owner@acme.test")
    const [site] = yield* admin<{ id: string; name: string }>`select w.id, o.name from website w join organization o on o.id = w.organization_id`
    const websiteId = site?.id ?? ""
    const refused = yield* http("POST", "/api/auth/delete-user", { password }, { ...owner, address: "198.51.100.1" })
    assert.deepInclude(refused.body, { code: "LAST_OWNER", organization: site?.name })
    assert.strictEqual(refused.status, 409)
    assert.include(String(refused.body?.["message"]), `only owner of ${site?.name}. Make a colleague an owner`)
    assert.strictEqual((yield* call("team.list", { websiteId }, owner)).myRole, "owner")

    const second = yield* join(owner, websiteId, "ada@acme.test", "admin")
    yield* call("team.setRole", { websiteId, userId: second.userId, role: "owner" }, owner)
    const both = yield* Effect.all([remove(owner), remove(second.browser)], { concurrency: 2 })
    assert.deepStrictEqual(both.map(([, code]) => code).toSorted(), ["LAST_OWNER", "done"])
    assert.deepStrictEqual(yield* admin`select count(*)::int as n from member where role = 'owner'`, [{ n: 1 }])
  }))

  it.effect("ends an organisation without sites with its last owner", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const [last] = yield* admin<{ email: string }>`select u.email from auth.users u join member m on m.user_id = u.id where m.role = 'owner'`
    const owner = yield* signIn(last?.email ?? "")
    yield* admin`delete from website`
    assert.deepStrictEqual(yield* remove(owner), [200, "done"])
    assert.deepStrictEqual(yield* admin`select 1 from organization`, [])
  }))
})
