import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { somebodyWaits } from "../testing/somebodyWaits.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, invite, join, linkTo, password } from "./testing/people.ts"

/** How a call ended: `done`, or the reason it was refused for. */
const outcome = <A>(call: Effect.Effect<A, { readonly _tag: string; readonly reason?: string }>) =>
  call.pipe(Effect.as("done"), Effect.catchIf(() => true, ({ _tag, reason }) => Effect.succeed(reason ?? _tag)))

layer(MemberWorld.layer({ signUp: "open" }), { excludeTestServices: true })("An invitation", (it) => {
  it.effect("comes as a letter that names the site, and keeps only the hash of its 256-bit secret", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      const { browser, website } = yield* firstOwner()
      yield* admin`update website set logo_key = 'acme/logo.png'`
      const { id, secret } = yield* invite(browser, website.id, "bob@acme.test", "admin")
      const { letter, url } = yield* linkTo("bob@acme.test")
      assert.include(letter.html, `src="${publicUrl}/files/acme/logo.png"`)
      assert.strictEqual(letter.subject, "Olga Owner invites you to Acme")
      assert.strictEqual(url, `${publicUrl}/welcome/acme/join/${id}#secret=${secret}`)
      assert.strictEqual(Buffer.from(secret, "base64url").length, 32)
      assert.notInclude(JSON.stringify(yield* admin`select encode(secret_hash, 'base64'), * from invitation`), secret)
      assert.deepInclude(yield* call("invitations.get", { id, secret }, {}), {
        status: "pending", organizationName: "Acme", websiteName: "Acme", invitedEmail: "bob@acme.test", inviterName: "Olga Owner", hasAccount: false
      })
      const unknown = yield* call("invitations.get", { id, secret: "guessed" }, {})
      assert.deepStrictEqual(unknown, yield* call("invitations.get", { id: "none", secret }, {}))
      assert.strictEqual(unknown.status, "not-found")
      assert.strictEqual(unknown.invitedEmail, null)
    }))

  it.effect("is told apart for each address, and 50 at most are asked at once", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const websiteId = organizations[0]?.websites[0]?.id ?? ""
      const ask = (emails: ReadonlyArray<string>) => call("team.invite", { websiteId, emails, role: "member" }, { cookie })
      assert.deepStrictEqual(yield* ask(["Carol@acme.test", "carol@acme.test", "owner@acme.test", "bob@acme.test"]), [
        { email: "carol@acme.test", status: "invited" },
        { email: "owner@acme.test", status: "already-member" },
        { email: "bob@acme.test", status: "already-invited" }
      ])
      const many = (n: number) => Array.from({ length: n }, (_, i) => `person${i}@many.test`)
      assert.strictEqual(yield* outcome(ask(many(51))), "BadRequest")
      assert.strictEqual(yield* outcome(ask(["not an address"])), "BadRequest")
      yield* Effect.forEach([0, 1, 2], (round) => ask(many(50).map((email) => `${round}${email}`)))
      assert.strictEqual(yield* outcome(ask(many(50))), "TooManyRequests")
    }))

  it.effect("is for one account, one time, while it is pending", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      yield* admin`update invitation set created_at = now() - interval '2 hours'`
      const { cookie: owner } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { organizations } = yield* call("me.get", undefined, { cookie: owner })
      const websiteId = organizations[0]?.websites[0]?.id ?? ""
      const account = (email: string) => Effect.map(
        http("POST", "/api/auth/sign-up/email", { name: "Dan", email, password }, { address: email }),
        ({ cookie }) => ({ cookie })
      )
      const dan = yield* account("dan@acme.test")
      const eve = yield* account("eve@evil.test")
      const { secret: proof } = yield* linkTo("dan@acme.test", "Confirm")
      const invitation = yield* invite({ cookie: owner }, websiteId, "dan@acme.test")
      const accept = (browser: object) => outcome(call("invitations.accept", invitation, browser))

      assert.isTrue((yield* call("invitations.get", invitation, {})).hasAccount)
      assert.strictEqual(yield* accept({}), "SignedOut")
      assert.strictEqual(yield* accept(eve), "wrong_account")
      assert.strictEqual(yield* outcome(call("invitations.reject", invitation, eve)), "wrong_account")
      // Anyone could have made this account before the letter was read: the address proves itself first.
      assert.strictEqual(yield* accept(dan), "email_not_verified")
      yield* http("POST", "/api/auth/confirm-email", { token: proof })
      assert.strictEqual(yield* accept(dan), "done")
      assert.strictEqual(yield* accept(dan), "invalid")
      assert.strictEqual((yield* call("invitations.get", invitation, {})).status, "accepted")
      assert.deepStrictEqual((yield* call("me.get", undefined, dan)).organizations.map(({ role }) => role), ["member"])
    }))

  it.effect("that expired or was cancelled or declined admits nobody, and makes place for a new one", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const websiteId = organizations[0]?.websites[0]?.id ?? ""
      const email = "fay@acme.test"
      const first = yield* invite({ cookie }, websiteId, email)
      const [{ days } = {}] = yield* admin`select extract(epoch from expires_at - now()) / 86400 as days from invitation where id = ${first.id}`
      assert.approximately(Number(days), 7, 0.1)
      const joining = (invitation: typeof first) => Effect.map(
        http("POST", "/api/auth/sign-up/email", { name: "Fay", email, password, invitation }, { address: invitation.id }),
        ({ cookie }) => ({ cookie })
      )
      const fay = yield* joining(first)
      yield* admin`update invitation set expires_at = now() where id = ${first.id}`
      assert.strictEqual((yield* call("invitations.get", first, {})).status, "expired")
      assert.strictEqual(yield* outcome(call("invitations.accept", first, fay)), "invalid")

      const second = yield* invite({ cookie }, websiteId, email)
      assert.notStrictEqual(second.id, first.id)
      const { invitations } = yield* call("team.list", { websiteId }, { cookie })
      assert.deepStrictEqual(invitations.filter((open) => open.email === email).map(({ id }) => id), [second.id])
      yield* call("team.cancelInvitation", { websiteId, id: second.id }, { cookie })
      assert.strictEqual(yield* outcome(call("team.cancelInvitation", { websiteId, id: second.id }, { cookie })), "invalid")
      assert.strictEqual(yield* outcome(call("invitations.accept", second, fay)), "invalid")

      const third = yield* invite({ cookie }, websiteId, email)
      yield* call("invitations.reject", third, fay)
      assert.strictEqual((yield* call("invitations.get", third, {})).status, "rejected")
      assert.strictEqual(yield* outcome(call("invitations.accept", third, fay)), "invalid")
      assert.deepStrictEqual((yield* call("me.get", undefined, fay)).organizations, [])
    }))

  it.effect("that is withdrawn at the very moment it is accepted lets nobody in", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const websiteId = organizations[0]?.websites[0]?.id ?? ""
      const email = "ivy@acme.test"
      const invitation = yield* invite({ cookie }, websiteId, email)
      const { cookie: ivy } = yield* http("POST", "/api/auth/sign-up/email", { name: "Ivy", email, password, invitation }, { address: invitation.id })
      const accepting = yield* admin.withTransaction(Effect.gen(function*() {
        yield* admin`select from organization for update`
        const accepting = yield* Effect.forkChild(outcome(call("invitations.accept", invitation, { cookie: ivy })), { startImmediately: true })
        yield* somebodyWaits(admin)
        yield* admin`update invitation set status = 'canceled' where id = ${invitation.id}`
        return accepting
      }))
      assert.strictEqual(yield* Fiber.join(accepting), "invalid")
      assert.deepStrictEqual((yield* call("me.get", undefined, { cookie: ivy })).organizations, [])
    }))

  it.effect("is shown to one network so often in a minute, and then to others still", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const look = (address: string) => outcome(call("invitations.get", { id: "none", secret: "guessed" }, { address }))
      for (let n = 0; n < 60; n++) assert.strictEqual(yield* look(`203.0.113.${n}`), "done")
      assert.strictEqual(yield* look("203.0.113.99"), "TooManyRequests")
      assert.strictEqual(yield* look("198.51.100.1"), "done")
    }))

  it.effect("as admin lifts a member who is there already", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { website } = yield* call("websites.create", { name: "Second", domain: "second.test", installationTarget: "solid" }, { cookie })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const other = organizations[0]?.websites.find(({ id }) => id !== website.id)?.id ?? ""
      const gus = yield* join({ cookie }, other, "gus@acme.test")
      const sites = Effect.map(call("me.get", undefined, gus.browser), ({ organizations }) =>
        organizations.map(({ role, websites }) => [role, websites.length]))
      assert.deepStrictEqual(yield* sites, [["member", 1]])
      const invitation = yield* invite({ cookie }, website.id, "gus@acme.test", "admin")
      yield* call("invitations.accept", invitation, gus.browser)
      assert.deepStrictEqual(yield* sites, [["admin", 2]])
    }))

  it.effect("as a member lowers nobody who has become more since it was written", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password })
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const [first = "", second = ""] = organizations[0]?.websites.map(({ id }) => id) ?? []
      const { browser, userId } = yield* join({ cookie }, first, "hal@acme.test")
      const invitation = yield* invite({ cookie }, second, "hal@acme.test", "member")
      yield* call("team.setRole", { websiteId: first, userId, role: "admin" }, { cookie })
      yield* call("invitations.accept", invitation, browser)
      assert.deepStrictEqual((yield* call("me.get", undefined, browser)).organizations.map(({ role }) => role), ["admin"])
    }))
})
