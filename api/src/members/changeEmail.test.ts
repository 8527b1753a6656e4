import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Browser, MemberWorld, publicUrl } from "./testing/MemberWorld.ts"
import { firstOwner, invite, join, linkTo, password, signIn } from "./testing/people.ts"

let calls = 0
const post = (path: string, body: unknown, browser: Browser = {}) =>
  MemberWorld.use(({ http }) => Effect.map(
    http("POST", `/api/auth${path}`, body, { address: `192.0.2.${++calls}`, ...browser }), ({ body, status }) => [status, status === 200 ? "done" : body?.code] as const))
const ask = (browser: Browser, newEmail: string, given: object = { password }) => post("/change-email", { newEmail, ...given }, browser)
const prove = (token: string, browser?: Browser) => post("/prove-email", { token }, browser)
const waiting = (browser: Browser) =>
  MemberWorld.use(({ http }) => Effect.map(http("GET", "/api/auth/waiting-email", undefined, browser), ({ body }) => (body?.["waiting"] as { email: string } | null)?.email ?? null)) // our own route's answer
const addressOf = (browser: Browser) => MemberWorld.use(({ call }) => Effect.map(call("me.get", undefined, browser), ({ email, emailVerified }) => `${email} ${emailVerified}`))
const proof = "Confirm your new address"
const invalid = [400, "INVALID_TOKEN"] as const
const done = [200, "done"] as const

layer(MemberWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("Another mail address", (it) => {
  it.effect("waits until a letter to it is answered, in whatever browser, once; nothing is different before", () => Effect.gen(function*() {
    const { changed, told } = yield* MemberWorld
    const { admin } = yield* TestDatabase
    const { browser, website } = yield* firstOwner("olga@acme.test")
    assert.deepStrictEqual(yield* ask(browser, " Olga@New.test "), done)
    assert.strictEqual(yield* waiting(browser), "olga@new.test")
    assert.strictEqual(yield* addressOf(browser), "olga@acme.test false")
    const { letter, secret, url } = yield* linkTo("olga@new.test", proof)
    assert.strictEqual(url, `${publicUrl}/confirm-email#change=${secret}`)
    assert.include(letter.text, "olga@acme.test")
    assert.notInclude(JSON.stringify(yield* admin`select * from auth.verifications`), secret.split(".")[1] ?? "")

    changed.length = told.length = 0
    for (const guess of ["", "x", secret.split(".")[0] ?? "", `${secret.split(".")[0]}.guess`]) assert.deepStrictEqual(yield* prove(guess), invalid, guess)
    assert.deepStrictEqual((yield* Effect.all([prove(secret), prove(secret)], { concurrency: 2 })).map(([status]) => status).toSorted(), [200, 400])
    assert.strictEqual(yield* addressOf(browser), "olga@new.test true", "and the open session goes on")
    assert.isNull(yield* waiting(browser))
    assert.deepStrictEqual([[...changed], told.length], [[website.id], 0], "the team sees it, and nobody is sent away")
    assert.deepStrictEqual(yield* prove(secret), invalid)
    assert.isUndefined((yield* signIn("olga@acme.test")).cookie)
    assert.isDefined((yield* signIn("olga@new.test")).cookie)
  }))

  it.effect("takes the password, from a page of ours, by whoever is signed in, and an address that is another one", () => Effect.gen(function*() {
    const browser = yield* signIn("olga@new.test")
    assert.deepStrictEqual(yield* ask(browser, "olga@third.test", {}), [400, "PASSWORD_REQUIRED"])
    assert.deepStrictEqual(yield* ask(browser, "olga@third.test", { password: "something else" }), [400, "INVALID_PASSWORD"])
    assert.deepStrictEqual(yield* ask({ ...browser, origin: "https://evil.test" }, "olga@third.test"), [403, "FOREIGN_ORIGIN"])
    assert.strictEqual((yield* ask({}, "olga@third.test"))[0], 401)
    assert.deepStrictEqual(yield* ask(browser, "OLGA@new.test"), [400, "SAME_EMAIL"])
    for (const none of ["", "olga", "olga@", "olga@home", "o lga@new.test", `${"o".repeat(250)}@new.test`]) assert.deepStrictEqual(yield* ask(browser, none), [400, "INVALID_EMAIL"], none)
    assert.isNull(yield* waiting(browser))
    assert.strictEqual((yield* post("/take-back-email", {}))[0], 401)
  }))

  it.effect("was proven before: that mailbox hears of it, its links to another password are dead, and invitations follow", () => Effect.gen(function*() {
    const { call, letters } = yield* MemberWorld
    const owner = yield* signIn("olga@new.test")
    const { website } = yield* call("websites.create", { name: "Second", domain: "second.test", installationTarget: "react" }, owner)
    const [first] = (yield* call("me.get", undefined, owner)).organizations[0]?.websites ?? []
    const max = yield* join(owner, first?.id ?? "", "max@acme.test")
    const invitation = yield* invite(owner, website.id, "max@acme.test")
    yield* post("/request-password-reset", { email: "max@acme.test" })
    const reset = yield* linkTo("max@acme.test", "Choose a new password")
    yield* ask(max.browser, "max@new.test")
    yield* prove((yield* linkTo("max@new.test", proof)).secret)
    assert.include((yield* linkTo("max@acme.test", "another address now")).letter.text, "max@new.test")
    assert.isFalse((yield* letters).some(({ recipient, subject }) => recipient === "olga@acme.test" && subject.includes("another address now")), "an address nobody proved hears nothing")
    assert.deepStrictEqual(yield* post("/reset-password", { token: reset.secret, newPassword: "somebody else's" }), invalid)
    assert.deepStrictEqual((yield* call("team.list", { websiteId: website.id }, owner)).invitations.map(({ email }) => email), ["max@new.test"])
    assert.strictEqual((yield* call("invitations.accept", invitation, max.browser)).websiteSlug, website.slug)
    assert.include((yield* call("team.list", { websiteId: website.id }, owner)).members.map(({ email }) => email), "max@new.test")
  }))

  it.effect("is asked for again without the password, and either letter proves it; another one ends the first", () => Effect.gen(function*() {
    const browser = yield* signIn("max@new.test")
    yield* ask(browser, "max@third.test")
    const first = yield* linkTo("max@third.test", proof)
    assert.deepStrictEqual(yield* ask(browser, "max@third.test", {}), done)
    yield* ask(browser, "max@fourth.test")
    assert.deepStrictEqual(yield* prove(first.secret), invalid)
    assert.strictEqual(yield* waiting(browser), "max@fourth.test")
    const before = yield* linkTo("max@fourth.test", proof)
    yield* ask(browser, "max@fourth.test", {})
    assert.deepStrictEqual(yield* prove(before.secret), done)
    assert.strictEqual(yield* addressOf(browser), "max@fourth.test true")
  }))

  it.effect("is taken back by its person, by another password and by time", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    let browser = yield* signIn("olga@new.test")
    const askAnew = Effect.fnUntraced(function*(email: string) {
      yield* ask(browser, email)
      return (yield* linkTo(email, proof)).secret
    })
    const mine = yield* askAnew("olga@five.test")
    assert.deepStrictEqual(yield* post("/take-back-email", {}, browser), done)
    assert.deepStrictEqual([yield* waiting(browser), yield* prove(mine)], [null, invalid])

    yield* admin`delete from auth.rate_limits`
    const other = yield* signIn("olga@new.test")
    const theirs = yield* askAnew("thief@evil.test")
    assert.deepStrictEqual(yield* post("/change-password", { currentPassword: password, newPassword: "a brand new word" }, other), done)
    assert.deepStrictEqual(yield* prove(theirs), invalid)
    yield* post("/request-password-reset", { email: "olga@new.test" })
    yield* post("/reset-password", { token: (yield* linkTo("olga@new.test", "Choose a new password")).secret, newPassword: password })
    browser = yield* signIn("olga@new.test")
    assert.isNull(yield* waiting(browser))
  }))

  it.effect("that an account has already is asked for like any other: only its own mailbox learns of it", () => Effect.gen(function*() {
    const { letters } = yield* MemberWorld
    const owner = yield* signIn("olga@new.test")
    const [site] = (yield* (yield* MemberWorld).call("me.get", undefined, owner)).organizations[0]?.websites ?? []
    const { browser } = yield* join(owner, site?.id ?? "", "ada@acme.test")
    assert.deepStrictEqual(yield* ask(browser, "olga@new.test"), done)
    assert.strictEqual(yield* waiting(browser), "olga@new.test")
    yield* linkTo("olga@new.test", "You have an account with this address already")
    assert.isFalse((yield* letters).some(({ recipient, subject, text }) => recipient === "olga@new.test" && subject === proof && text.includes("ada")))

    // Free when it was asked for, taken when it was proven.
    yield* ask(browser, "late@acme.test")
    const { secret } = yield* linkTo("late@acme.test", proof)
    yield* join(owner, site?.id ?? "", "late@acme.test")
    assert.deepStrictEqual(yield* prove(secret), [409, "EMAIL_TAKEN"])
    assert.strictEqual(yield* addressOf(browser), "ada@acme.test true")
  }))

  it.effect("isn't proven in a browser where somebody else is signed in, and expires after a day", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const browser = yield* signIn("ada@acme.test")
    yield* ask(browser, "ada@new.test")
    const { secret } = yield* linkTo("ada@new.test", proof)
    assert.deepStrictEqual(yield* prove(secret, yield* signIn("olga@new.test")), [403, "WRONG_ACCOUNT"])
    assert.strictEqual(yield* waiting(browser), "ada@new.test", "and may still be proven where it belongs")
    yield* admin`update auth.verifications set "expiresAt" = now() - interval '1 second' where value like '%ada@new.test%'`
    assert.isNull(yield* waiting(browser))
    assert.deepStrictEqual(yield* prove(secret, browser), invalid)
  }))

  it.effect("is asked for so often an hour, whatever address the caller has, and says how long to wait", () => Effect.gen(function*() {
    const { http } = yield* MemberWorld
    const browser = yield* signIn("late@acme.test")
    for (let n = 0; n < 5; n++) assert.deepStrictEqual(yield* ask(browser, `late${n}@new.test`), done)
    const refused = yield* http("POST", "/api/auth/change-email", { newEmail: "late5@new.test", password }, { ...browser, address: "198.51.100.7" })
    assert.deepStrictEqual([refused.status, refused.body?.code], [429, "TOO_MANY_REQUESTS"])
    assert.strictEqual(yield* waiting(browser), "late4@new.test")
  }))
})

layer(MemberWorld.layer(), { excludeTestServices: true })("One's own name", (it) => {
  it.effect("changed in one tab reaches the others, and the colleagues", () => Effect.gen(function*() {
    const { call, changed, told } = yield* MemberWorld
    const { browser, website } = yield* firstOwner()
    changed.length = told.length = 0
    yield* call("me.update", { name: "Olga Other" }, browser)
    assert.deepStrictEqual([changed, told], [[website.id], []])
  }))
})
