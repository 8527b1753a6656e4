import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { somebodyWaits } from "../testing/somebodyWaits.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Members } from "./Members.ts"
import { type Browser, MemberWorld } from "./testing/MemberWorld.ts"
import { firstOwner, join, signIn } from "./testing/people.ts"

/** How a call ended: `done`, or the error it was refused with. */
const outcome = <A>(call: Effect.Effect<A, { readonly _tag: string }>) =>
  call.pipe(Effect.as("done"), Effect.catchIf(() => true, ({ _tag }) => Effect.succeed(_tag)))

/** The owner of the first test, whoever holds that role since. */
const signedInOwner = Effect.gen(function*() {
  const { admin: database } = yield* TestDatabase
  const [owner] = yield* database<{ email: string; id: string }>`
    select u.email, w.id from member m join auth.users u on u.id = m.user_id join website w using (organization_id) where m.role = 'owner'`
  return { browser: yield* signIn(owner?.email ?? ""), website: { id: owner?.id ?? "" } }
})

layer(MemberWorld.layer(), { excludeTestServices: true })("Roles", (it) => {
  it.effect("decide who may change the team, and only owners make and unmake owners", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const owner = yield* firstOwner()
      const websiteId = owner.website.id
      const admin = yield* join(owner.browser, websiteId, "ada@acme.test", "admin")
      const member = yield* join(owner.browser, websiteId, "max@acme.test")
      const setRole = (by: Browser, userId: string, role: "owner" | "admin" | "member") =>
        outcome(call("team.setRole", { websiteId, userId, role }, by))
      const remove = (by: Browser, userId: string) => outcome(call("team.remove", { websiteId, userId }, by))

      assert.strictEqual(yield* setRole(member.browser, admin.userId, "member"), "RoleRequired")
      assert.strictEqual(yield* outcome(call("team.invite", { websiteId, emails: ["x@acme.test"], role: "member" }, member.browser)), "RoleRequired")
      assert.strictEqual(yield* setRole(admin.browser, owner.userId, "member"), "RoleRequired")
      assert.strictEqual(yield* remove(admin.browser, owner.userId), "RoleRequired")
      assert.strictEqual(yield* setRole(admin.browser, admin.userId, "owner"), "RoleRequired")
      assert.strictEqual(yield* setRole(admin.browser, "nobody", "admin"), "MemberNotFound")

      assert.strictEqual(yield* setRole(owner.browser, owner.userId, "admin"), "LastOwner")
      assert.strictEqual(yield* remove(owner.browser, owner.userId), "LastOwner")
      assert.strictEqual(yield* setRole(owner.browser, admin.userId, "owner"), "done")
      const leaving = yield* Effect.all([setRole(owner.browser, owner.userId, "admin"), setRole(admin.browser, admin.userId, "admin")], { concurrency: 2 })
      assert.deepStrictEqual(leaving.toSorted(), ["LastOwner", "done"])
    }))

  it.effect("are asked at the last moment: whoever was an owner until then unmakes none", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { admin: database } = yield* TestDatabase
      const { website: { id: websiteId }, browser } = yield* signedInOwner
      const [one, other] = [yield* join(browser, websiteId, "una@acme.test", "admin"), yield* join(browser, websiteId, "otto@acme.test", "admin")]
      for (const { userId } of [one, other]) yield* call("team.setRole", { websiteId, userId, role: "owner" }, browser)
      const unmaking = yield* database.withTransaction(Effect.gen(function*() {
        yield* database`select from organization for update`
        const unmaking = yield* Effect.forkChild(outcome(call("team.setRole", { websiteId, userId: other.userId, role: "member" }, one.browser)), { startImmediately: true })
        yield* somebodyWaits(database)
        yield* database`update member set role = 'admin' where user_id = ${one.userId}`
        return unmaking
      }))
      assert.strictEqual(yield* Fiber.join(unmaking), "RoleRequired")
      for (const { userId } of [one, other]) yield* call("team.remove", { websiteId, userId }, browser)
    }))

  it.effect("change for open connections at once", () =>
    Effect.gen(function*() {
      const { call, told } = yield* MemberWorld
      const { website: { id: websiteId }, browser } = yield* signedInOwner
      const { userId } = yield* join(browser, websiteId, "liv@acme.test")
      const toldBy = (change: Effect.Effect<unknown, { readonly _tag: string }>) => Effect.suspend(() => {
        told.length = 0
        return Effect.map(change, () => told.splice(0))
      })
      const expected: ReadonlyArray<unknown> = [{ websiteId, userId, reason: "access" }]
      assert.deepStrictEqual<ReadonlyArray<unknown>>(yield* toldBy(call("team.setRole", { websiteId, userId, role: "admin" }, browser)), expected)
      assert.deepStrictEqual<ReadonlyArray<unknown>>(yield* toldBy(call("team.remove", { websiteId, userId }, browser)), expected)
    }))

  it.effect("leave with their holder, from sites of before too; whoever is lowered keeps the site where that happens", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { website: { id: first }, browser } = yield* signedInOwner
      const { website: { id: second } } = yield* call("websites.create", { name: "Other", domain: "other.test", installationTarget: "react" }, browser)
      const [gone, lowered] = [yield* join(browser, second, "gil@acme.test"), yield* join(browser, second, "lou@acme.test", "admin")]
      const sites = (of: Browser) => Effect.map(call("me.get", undefined, of), ({ organizations }) =>
        organizations.map(({ role, websites }) => [role, ...websites.map(({ id }) => id)]))
      yield* call("team.setRole", { websiteId: second, userId: gone.userId, role: "admin" }, browser)
      yield* call("team.remove", { websiteId: first, userId: gone.userId }, browser)
      assert.deepStrictEqual(yield* sites(gone.browser), [])
      yield* call("team.setRole", { websiteId: second, userId: lowered.userId, role: "member" }, browser)
      assert.deepStrictEqual(yield* sites(lowered.browser), [["member", second]])
      yield* call("team.remove", { websiteId: second, userId: lowered.userId }, browser)
    }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("A site", (it) => {
  it.effect("is reached by its members, and every site by owners and admins; to others it isn't there", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const members = yield* Members
      const owner = yield* firstOwner()
      const first = owner.website.id
      const { website: { id: second } } = yield* call("websites.create", { name: "Second", domain: "second.test", installationTarget: "solid" }, owner.browser)
      const admin = yield* join(owner.browser, first, "ada@acme.test", "admin")
      const member = yield* join(owner.browser, first, "max@acme.test")
      const sees = (browser: Browser, websiteId: string) => outcome(call("team.list", { websiteId }, browser))

      for (const { browser } of [owner, admin]) for (const site of [first, second]) assert.strictEqual(yield* sees(browser, site), "done")
      assert.strictEqual(yield* sees(member.browser, first), "done")
      const notMine = yield* Effect.flip(call("team.list", { websiteId: second }, member.browser))
      const notThere = yield* Effect.flip(call("team.list", { websiteId: `${second.slice(0, -1)}Z` }, member.browser))
      assert.deepStrictEqual({ ...notMine, websiteId: "" }, { ...notThere, websiteId: "" })
      assert.strictEqual(notMine._tag, "WebsiteNotFound")

      assert.strictEqual(yield* members.roleOn(WebsiteId.make(first), member.userId), "member")
      assert.isTrue(yield* members.isOnSite(WebsiteId.make(second), admin.userId))
      assert.isFalse(yield* members.isOnSite(WebsiteId.make(second), member.userId))
      const { organizations } = yield* call("me.get", undefined, member.browser)
      assert.deepStrictEqual(organizations.map(({ websites }) => websites.map(({ id }) => id)), [[first]])

      yield* call("team.invite", { websiteId: first, emails: ["asked@acme.test"], role: "member" }, owner.browser)
      const list = yield* call("team.list", { websiteId: first }, member.browser)
      assert.deepStrictEqual((yield* call("team.list", { websiteId: first }, owner.browser)).invitations.map(({ email }) => email), ["asked@acme.test"])
      assert.deepStrictEqual([list.myRole, list.invitations, list.members.map(({ role }) => role).toSorted()], ["member", [], ["admin", "member", "owner"]])

      yield* call("team.remove", { websiteId: first, userId: member.userId }, owner.browser)
      assert.strictEqual(yield* sees(member.browser, first), "WebsiteNotFound")
      assert.deepStrictEqual((yield* call("me.get", undefined, member.browser)).organizations, [])
      // No way round through a site of one's own while accounts are by invitation.
      assert.strictEqual(
        yield* outcome(call("websites.create", { name: "Mine", domain: "mine.test", installationTarget: "script" }, member.browser)),
        "RoleRequired"
      )
    }))

  it.effect("is added to an organisation by who runs it, and to nobody else's", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { admin: database } = yield* TestDatabase
      const browser = yield* signIn("owner@acme.test")
      const { organizations } = yield* call("me.get", undefined, browser)
      yield* database`insert into organization (id, name, slug) values ('01J00000000000000000000009', 'Others', 'others')`
      const add = (organizationId: string) => outcome(call("websites.create", {
        organizationId, name: "Third", domain: "third.test", installationTarget: "react"
      }, browser))
      assert.strictEqual(yield* add("01J00000000000000000000009"), "RoleRequired")
      assert.strictEqual(yield* add("01J00000000000000000000008"), "RoleRequired")
      assert.strictEqual(yield* add(organizations[0]?.id ?? ""), "done")
    }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("A person", (it) => {
  it.effect("at work on a site was seen there", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { browser, website } = yield* firstOwner()
      const seenAt = Effect.map(call("team.list", { websiteId: website.id }, browser), ({ members }) => members[0]?.lastSeenAt)
      const at = yield* seenAt.pipe(Effect.repeat({ until: (at) => typeof at === "string" }), Effect.timeout(5000))
      assert.approximately(Date.parse(at ?? ""), Date.now(), 10_000)
    }))

  it.effect("may change the own name", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const browser = yield* signIn("owner@acme.test")
      assert.strictEqual((yield* call("me.update", { name: "  Olga the Great " }, browser)).name, "Olga the Great")
      assert.strictEqual(yield* outcome(call("me.update", { name: "   " }, browser)), "BadRequest")
    }))
})
