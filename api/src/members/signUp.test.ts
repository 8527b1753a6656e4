import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { watchLog } from "../sql/testing/loggedErrors.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SignUpGate } from "./SignUpGate.ts"
import { MemberWorld } from "./testing/MemberWorld.ts"
import { firstOwner, fragment, invite, linkTo, password } from "./testing/people.ts"

const signUp = Effect.fnUntraced(function*(email: string, more: object = {}) {
  const { http } = yield* MemberWorld
  return yield* http("POST", "/api/auth/sign-up/email", { name: "Somebody", email, password, ...more }, { address: `192.0.2.${next++}` })
})
let next = 2

layer(MemberWorld.layer(), { excludeTestServices: true })("The first account", (it) => {
  it.effect("is made through the printed link only, and through one of several once", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      const gate = yield* SignUpGate
      const mode = Effect.map(http("GET", "/api/sign-up"), ({ body }) => body?.["mode"])
      assert.strictEqual(yield* mode, "owner-link")
      // Nobody is to wait for a letter that doesn't leave.
      assert.strictEqual((yield* http("GET", "/api/sign-up")).body?.["sendsLetters"], false)
      const [first, second] = [fragment(yield* gate.firstOwnerLink), fragment(yield* gate.firstOwnerLink)]

      for (const more of [{}, { owner: "guessed" }, { invitation: { id: "x", secret: "y" } }]) {
        const refused = yield* signUp("intruder@evil.test", more)
        assert.deepInclude(refused, { status: 403 })
        assert.strictEqual(refused.body?.code, "OWNER_LINK_REQUIRED")
      }
      // What can't become an account anyway doesn't use the link up.
      assert.strictEqual((yield* signUp("owner@acme.test", { owner: first, password: "short" })).status, 400)
      for (const name of [" \n", "x".repeat(121)]) assert.strictEqual((yield* signUp("owner@acme.test", { owner: first, name })).body?.code, "NAME_REQUIRED")

      const [one, two] = yield* Effect.all([
        signUp("owner@acme.test", { owner: first }),
        signUp("other@acme.test", { owner: second })
      ], { concurrency: "unbounded" })
      assert.deepStrictEqual([one.status, two.status].sort(), [200, 403])
      assert.strictEqual((yield* signUp("late@acme.test", { owner: first })).body?.code, "INVITATION_REQUIRED")
      assert.strictEqual(yield* gate.firstOwnerLink, null)
      assert.strictEqual(yield* mode, "invite")
    }))

  it.effect("keeps nothing of its link or its session but hashes", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const [session] = yield* admin<{ token: string }>`select token from auth.sessions`
      assert.match(session?.token ?? "", /^[\w-]{43}$/)
      assert.deepStrictEqual(yield* admin`select * from auth.owner_link`, [])
    }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("Signing up", (it) => {
  it.effect("wants an invitation for exactly this address, whose letter proves the address", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { browser, website } = yield* firstOwner()
      const invitation = yield* invite(browser, website.id, "bob@acme.test")
      for (const [email, more] of [
        ["bob@acme.test", {}],
        ["bob@acme.test", { invitation: { ...invitation, secret: "guessed" } }],
        ["eve@acme.test", { invitation }]
      ] as const) {
        assert.strictEqual((yield* signUp(email, more)).body?.code, "INVITATION_REQUIRED")
      }
      const withdrawn = yield* invite(browser, website.id, "cora@acme.test")
      yield* call("team.cancelInvitation", { websiteId: website.id, id: withdrawn.id }, browser)
      assert.strictEqual((yield* signUp("cora@acme.test", { invitation: withdrawn })).body?.code, "INVITATION_REQUIRED")
      // Nobody without an invitation learns who has an account.
      assert.strictEqual((yield* signUp("owner@acme.test")).body?.code, "INVITATION_REQUIRED")

      const bob = yield* signUp("Bob@acme.test", { invitation })
      assert.strictEqual(bob.status, 200)
      const me = yield* call("me.get", undefined, { cookie: bob.cookie })
      assert.deepInclude(me, { email: "bob@acme.test", emailVerified: true, organizations: [] })
    }))
})

layer(MemberWorld.layer({ signUp: "open" }), { excludeTestServices: true })("Where accounts are open to all", (it) => {
  it.effect("anyone signs up, with an address that a letter proves", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      yield* firstOwner()
      const { cookie } = yield* signUp("walk-in@elsewhere.test")
      const verified = Effect.map(call("me.get", undefined, { cookie }), ({ emailVerified }) => emailVerified)
      assert.isFalse(yield* verified)
      const { secret, url } = yield* linkTo("walk-in@elsewhere.test")
      assert.include(url, "http://localhost:3000/confirm-email#token=")
      assert.strictEqual((yield* http("POST", "/api/auth/confirm-email", { token: "guessed" })).body?.code, "INVALID_TOKEN")
      assert.strictEqual((yield* http("POST", "/api/auth/confirm-email", { token: secret })).status, 200)
      assert.isTrue(yield* verified)
      assert.strictEqual((yield* http("POST", "/api/auth/confirm-email", { token: secret })).body?.code, "INVALID_TOKEN")
    }))

  it.effect("whoever has no team founds one with a site of their own", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { cookie } = yield* signUp("founder@elsewhere.test")
      const { website } = yield* call("websites.create", { name: "Acme", domain: "elsewhere.test", installationTarget: "script" }, { cookie })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      assert.deepStrictEqual(organizations.map(({ role, slug }) => [role, slug.replace(/-.*/, "")]), [["owner", "acme"]])
      assert.deepStrictEqual(organizations[0]?.websites.map(({ id }) => id), [website.id])
    }))

  it.effect("a team whose name is taken gets an address of its own, without an error in the database's log", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const errors = yield* watchLog
      const found = Effect.fnUntraced(function*(email: string) {
        const { cookie } = yield* signUp(email)
        yield* call("websites.create", { name: "Bakers", domain: "bakers.test", installationTarget: "script" }, { cookie })
        const { organizations } = yield* call("me.get", undefined, { cookie })
        return organizations.map(({ name, role, slug }) => [name, role, slug.replace(/-[0-9a-z]{8}$/, "-…")])
      })
      const both = yield* Effect.all([found("one@bakers.test"), found("two@bakers.test")], { concurrency: "unbounded" })
      assert.sameDeepMembers(both, [[["Bakers", "owner", "bakers"]], [["Bakers", "owner", "bakers-…"]]])
      assert.deepStrictEqual(yield* errors, [])
    }))
})
