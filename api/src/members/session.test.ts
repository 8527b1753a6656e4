import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { AccountRepo } from "./AccountRepo.ts"
import { Accounts } from "./Accounts.ts"
import { authPaths } from "./authRoutes.ts"
import { MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, linkTo, password } from "./testing/people.ts"

const signIn = Effect.fnUntraced(function*(email: string, word = password) {
  const { http } = yield* MemberWorld
  return yield* http("POST", "/api/auth/sign-in/email", { email, password: word }, { address: `192.0.2.${next++}` })
})
let next = 2

const isSignedIn = Effect.fnUntraced(function*(cookie: string | undefined) {
  const { call } = yield* MemberWorld
  return yield* call("me.get", undefined, { cookie }).pipe(
    Effect.as(true),
    Effect.catchIf(({ _tag }) => _tag === "SignedOut", () => Effect.succeed(false))
  )
})

layer(MemberWorld.layer(), { excludeTestServices: true })("A session", (it) => {
  it.effect("is believed by its signed cookie, on our own origins only", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { browser: { cookie = "" }, website } = yield* firstOwner()
      assert.match(cookie, /^cossistant-auth\.session_token=/)
      const [name, value = ""] = cookie.split("=")
      const token = decodeURIComponent(value).split(".")[0] ?? ""
      assert.isAtLeast(token.length * Math.log2(62), 128)
      const list = (cookie: string | undefined, origin = publicUrl) =>
        call("team.list", { websiteId: website.id }, { cookie, origin }).pipe(
          Effect.as("in"), Effect.catchIf(() => true, ({ _tag }) => Effect.succeed(_tag)))

      for (const origin of [publicUrl, "http://127.0.0.1:3000", "http://[::1]:3000"]) {
        assert.strictEqual(yield* list(`theme=dark; ${cookie}`, origin), "in")
      }
      for (const origin of ["https://evil.test", "http://localhost:3001", "https://localhost:3000", "null", ""]) {
        assert.strictEqual(yield* list(cookie, origin), "SignedOut", origin)
      }
      for (const forged of [undefined, `${name}=${token}`, `${name}=${token}.AAAA`, `${name}=${encodeURIComponent(`x${token}.${decodeURIComponent(value).split(".")[1]}`)}`, `${name}=%E0%A4%A`]) {
        assert.strictEqual(yield* list(forged), "SignedOut", forged)
      }
    }))

  it.effect("is told to the browser in a cookie that scripts can't read, and nowhere else", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      const { body, cookie, setCookie } = yield* signIn("owner@acme.test")
      const token = decodeURIComponent(cookie?.split("=")[1] ?? "").split(".")[0] ?? "none"
      assert.match(setCookie, /; HttpOnly; SameSite=Lax$/)
      const session = yield* http("GET", "/api/auth/get-session", undefined, { cookie })
      assert.deepInclude(session.body?.["user"], { email: "owner@acme.test" })
      assert.notInclude(JSON.stringify([body, session.body]), token)
    }))

  it.effect("that expired is over, whatever the cookie says, and swept away", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const { cookie } = yield* signIn("owner@acme.test")
      assert.isTrue(yield* isSignedIn(cookie))
      yield* admin`update auth.sessions set "expiresAt" = now() - interval '1 second'`
      assert.isFalse(yield* isSignedIn(cookie))
      yield* Effect.provide(AccountRepo.use(({ sweep }) => sweep), AccountRepo.layer)
      assert.deepStrictEqual(yield* admin`select from auth.sessions`, [])
    }))

  it.effect("that was believed a moment ago is over at the moment its time is", () =>
    Effect.gen(function*() {
      const { call } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      const { cookie } = yield* signIn("owner@acme.test")
      const { organizations } = yield* call("me.get", undefined, { cookie })
      const list = call("team.list", { websiteId: organizations[0]?.websites[0]?.id ?? "" }, { cookie }).pipe(
        Effect.as("in"), Effect.catchIf(() => true, ({ _tag }) => Effect.succeed(_tag)))
      yield* admin`update auth.sessions set "expiresAt" = now() + interval '2 seconds'`
      assert.strictEqual(yield* list, "in")
      yield* until(Effect.map(admin`select from auth.sessions where "expiresAt" > now()`, ({ length }) => length === 0))
      assert.strictEqual(yield* list, "SignedOut")
    }))

  it.effect("ends with signing out, and open connections are told", () =>
    Effect.gen(function*() {
      const { http, told } = yield* MemberWorld
      const { cookie } = yield* signIn("owner@acme.test")
      const other = yield* signIn("owner@acme.test")
      told.length = 0
      yield* http("POST", "/api/auth/sign-out", {}, { cookie })
      assert.isFalse(yield* isSignedIn(cookie))
      assert.isTrue(yield* isSignedIn(other.cookie))
      assert.strictEqual(told.length, 1)
    }))

  it.effect("survives a database that ended every connection", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const { cookie } = yield* signIn("owner@acme.test")
      yield* admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cossistant-auth' and datname = current_database()`
      // A request that was handed a dead connection may fail; the next ones don't.
      const again = Effect.repeat(signIn("owner@acme.test"), { until: ({ status }) => status === 200 })
      yield* Effect.timeout(again, 5000)
      assert.isTrue(yield* isSignedIn(cookie))
    }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("A password", (it) => {
  it.effect("that was forgotten is replaced through a letter, once, and ends every session", () =>
    Effect.gen(function*() {
      const { http, told } = yield* MemberWorld
      const { browser } = yield* firstOwner()
      assert.strictEqual((yield* http("POST", "/api/auth/request-password-reset", { email: "nobody@acme.test" })).status, 200)
      assert.strictEqual((yield* http("POST", "/api/auth/request-password-reset", { email: "owner@acme.test" })).status, 200)
      const { secret, url } = yield* linkTo("owner@acme.test", "Choose a new password")
      assert.strictEqual(url, `${publicUrl}/reset-password#token=${secret}`)
      assert.strictEqual(Buffer.from(secret, "base64url").length, 32)
      const { admin } = yield* TestDatabase
      assert.notInclude(JSON.stringify(yield* admin`select * from auth.verifications`), secret)

      told.length = 0
      const reset = (token: string) => http("POST", "/api/auth/reset-password", { token, newPassword: "a new one entirely" })
      assert.strictEqual((yield* reset("guessed")).body?.code, "INVALID_TOKEN")
      assert.strictEqual((yield* reset(secret)).status, 200)
      assert.isFalse(yield* isSignedIn(browser.cookie))
      assert.isAbove(told.length, 0)
      assert.strictEqual((yield* reset(secret)).body?.code, "INVALID_TOKEN")
      assert.strictEqual((yield* signIn("owner@acme.test")).body?.code, "INVALID_EMAIL_OR_PASSWORD")
      assert.strictEqual((yield* signIn("owner@acme.test", "a new one entirely")).status, 200)
    }))

  it.effect("that is changed signs every other browser out", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      const here = yield* signIn("owner@acme.test", "a new one entirely")
      const there = yield* signIn("owner@acme.test", "a new one entirely")
      const changed = yield* http("POST", "/api/auth/change-password", {
        currentPassword: "a new one entirely", newPassword: password, revokeOtherSessions: false
      }, { cookie: here.cookie })
      assert.strictEqual(changed.status, 200)
      assert.deepStrictEqual(yield* Effect.all([here.cookie, there.cookie, changed.cookie].map(isSignedIn)), [false, false, true])
    }))

  it.effect("can't be guessed at speed, however many addresses of one network take part", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      const guess = (address: string) => http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password: "guess guess" }, { address })
      const fromOneNetwork = yield* Effect.forEach(Array.from({ length: 21 }), (_, n) => guess(`2001:db8:1:1::${n.toString(16)}`))
      assert.strictEqual(fromOneNetwork.at(-1)?.status, 429)
      assert.strictEqual((yield* guess("2001:db8:1:2::1")).status, 401)
    }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("Under /api/auth", (it) => {
  it.effect("there is what we listed and nothing else better-auth brings", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      yield* firstOwner()
      for (const path of authPaths.POST) assert.notStrictEqual((yield* http("POST", `/api/auth${path}`, {}, { address: `192.0.2.${next++}` })).status, 404, path)
      for (const path of ["/update-user", "/delete-user/callback", "/list-sessions", "/revoke-session", "/sign-in/social", "/verify-password", "/link-social"]) {
        assert.strictEqual((yield* http("POST", `/api/auth${path}`, {})).status, 404, path)
      }
      for (const path of ["/verify-email?token=x", "/reset-password/x?callbackURL=/", "/list-sessions", "/error", "/ok"]) {
        assert.strictEqual((yield* http("GET", `/api/auth${path}`)).status, 404, path)
      }
    }))

  it.effect("a page of another origin can't sign anybody in or out", () =>
    Effect.gen(function*() {
      const { http } = yield* MemberWorld
      const foreign = yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password }, { origin: "https://evil.test" })
      assert.strictEqual(foreign.status, 403)
      const { cookie } = yield* signIn("owner@acme.test")
      assert.strictEqual((yield* http("POST", "/api/auth/sign-out", {}, { cookie, origin: "https://evil.test" })).status, 403)
      assert.isTrue(yield* isSignedIn(cookie))
    }))

  it.effect("an account made for the demo signs in like any other", () =>
    Effect.gen(function*() {
      yield* (yield* Accounts).create({ name: "Demo", email: "demo@acme.test", password })
      assert.strictEqual((yield* signIn("demo@acme.test")).status, 200)
    }))
})
