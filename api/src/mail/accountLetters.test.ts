import { assert, layer } from "@effect/vitest"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { startSmtpPeer } from "../../../e2e/src/peers/smtpPeer.ts"
import { postAuth } from "../proofs/people.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { LetterTimes } from "./LetterTimes.ts"

const peer = await startSmtpPeer("starttls")
const certificate = path.join(mkdtempSync(path.join(tmpdir(), "letters-")), "ca.pem")
writeFileSync(certificate, localhostCertificate.cert)

const world = TestProgram.layer({
  EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "localhost", SMTP_PORT: String(peer.port), SMTP_CA_FILE: certificate, SMTP_USERNAME: "mia", SMTP_PASSWORD: "pass word",
  EMAIL_NOTIFICATION_FROM: "support@acme.test"
}).pipe(Layer.provide(Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })))

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("A letter about an account that the mail server refuses", (it) => {
  it.effect("is the owner's to see, to send again while its link opens something, and to drop; its link is shown to nobody", () => Effect.gen(function*() {
    const { firstOwner, url } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { client, websiteId } = yield* firstOwner
    const site = { websiteId }
    const failed = Effect.promise(() => client.call("mail.accountLetters", site))
    yield* Effect.promise(() => peer.until(({ raw }) => raw.includes("To: olga@acme.test")))

    peer.next = 550
    yield* Effect.promise(() => postAuth(url, "/request-password-reset", { email: "olga@acme.test" }))
    assert.deepStrictEqual(yield* Effect.promise(() => client.call("team.invite", { ...site, emails: ["mia@acme.test"], role: "member" })), [
      { email: "mia@acme.test", status: "delivery-failed" }
    ])
    const { letters } = yield* until(Effect.map(failed, (found) => found.letters.length === 2 && found))
    const reset = letters.find(({ kind }) => kind === "password-reset")
    assert.deepStrictEqual(letters.map(({ canRetry, kind, recipient, state }) => [kind, recipient, state, canRetry]).sort(), [
      // Nobody can open an invitation that was never sent: it is made anew.
      ["invitation", "mia@acme.test", "failed", false], ["password-reset", "olga@acme.test", "failed", true]
    ])
    assert.match(reset?.reason ?? "", /550/)
    assert.notMatch(JSON.stringify(letters), /token=|secret=|http/)

    // Somebody of another organisation, whose letters are none of this owner's business.
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, reason) values ('STRANGER', null, 'eve@other.test', 'password-reset:x', 'password-reset', 'failed', 'no')`
    yield* admin`insert into organization (id, name, slug) values ('OTHERS', 'Others', 'others')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values ('OTHERSITE', 'OTHERS', 'Others', 'others', 'others.test')`
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, reason) values ('ASKED', 'OTHERSITE', 'eve@other.test', 'invitation:x', 'invitation', 'failed', 'no')`
    assert.strictEqual((yield* failed).letters.length, 2)
    const ask = (tag: "mail.retryAccountLetter" | "mail.dropAccountLetter", letterId: string) =>
      Effect.promise(() => client.call(tag, { ...site, letterId }).then(() => "done", ({ error }) => error._tag))
    for (const id of ["STRANGER", "ASKED"]) {
      assert.deepStrictEqual([yield* ask("mail.retryAccountLetter", id), yield* ask("mail.dropAccountLetter", id)], ["LetterNotFound", "LetterNotFound"])
    }

    const invitation = letters.find(({ kind }) => kind === "invitation")?.id ?? ""
    assert.deepStrictEqual([yield* ask("mail.retryAccountLetter", invitation), yield* ask("mail.dropAccountLetter", invitation)], ["CannotRetry", "done"])

    peer.next = "take"
    assert.strictEqual(yield* ask("mail.retryAccountLetter", reset?.id ?? ""), "done")
    const sent = yield* Effect.promise(() => peer.until(({ mail }) => mail.subject === "Choose a new password"))
    const token = /reset-password#token=([\w-]+)/.exec(sent.mail.text ?? "")?.[1] ?? ""
    const { status } = yield* Effect.promise(() => postAuth(url, "/reset-password", { token, newPassword: "another horse battery" }))
    assert.strictEqual(status, 200, "the link that was kept works")
    const [row] = yield* admin<{ sealed: Uint8Array | null }>`select sealed from letter where id = ${reset?.id ?? ""}`
    assert.isNull(row?.sealed, "what has left isn't kept")
  }), 60_000)

  it.effect("and proves another address is told of to whoever asked for that, beside the address that waits; a new one is looked at anew", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const { admin } = yield* TestDatabase
    yield* admin`insert into auth.users (id, name, email, "emailVerified", "updatedAt") values ('rita', 'Rita', 'rita@taken.test', true, now())`
    const password = "another horse battery"
    const { cookie } = yield* Effect.promise(() => postAuth(url, "/sign-in/email", { email: "olga@acme.test", password }))
    const ask = (newEmail: string) => Effect.promise(() => postAuth(url, "/change-email", { newEmail, password }, cookie))
    const waiting = Effect.promise(async () => {
      const response = await fetch(`${url}/api/auth/waiting-email`, { headers: { cookie } })
      const { waiting: { email, letter } } = await response.json() as { waiting: { email: string; letter: string | null } } // our own route's answer
      return `${email} ${letter}`
    })
    // Whether somebody has the address is told to nobody, so both are treated alike.
    for (const email of ["olga@nowhere.test", "rita@taken.test"]) {
      peer.next = 550
      yield* ask(email)
      yield* until(Effect.map(waiting, (said) => said === `${email} failed`))
    }
    peer.next = "take"
    yield* ask("olga@nowhere.test")
    yield* Effect.promise(() => peer.until(({ mail, raw }) => mail.subject === "Confirm your new address" && raw.includes("To: olga@nowhere.test")))
    assert.strictEqual(yield* waiting, "olga@nowhere.test null")
    for (const [state, told] of [["bounced", "bounced"], ["suppressed", "suppressed"], ["complained", "null"], ["delivered", "null"]] as const) {
      yield* admin`update letter set state = ${state} where recipient = 'olga@nowhere.test' and state <> 'failed'`
      assert.strictEqual(yield* waiting, `olga@nowhere.test ${told}`)
    }
  }), 60_000)

  it.effect("can't be sent again when its link is dead, and is listed page by page", () => Effect.gen(function*() {
    const { member, url } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { cookie } = yield* Effect.promise(() => postAuth(url, "/sign-in/email", { email: "olga@acme.test", password: "another horse battery" }))
    const client = member(cookie)
    const [site] = yield* admin<{ websiteId: string }>`select id as "websiteId" from website where organization_id <> 'OTHERS'`
    const websiteId = (site?.websiteId ?? "") as never
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, sealed, created_at)
      select 'OLD' || n, null, 'olga@acme.test', 'password-reset:' || n, 'password-reset', 'failed', '\\x00', now() - n * interval '30 minutes' from generate_series(1, 3) n`
    const seen: Array<string> = []
    let cursor: Cursor | string | null = null
    do {
      const page: Awaited<ReturnType<typeof client.call<"mail.accountLetters">>> = yield* Effect.promise(() =>
        client.call("mail.accountLetters", { websiteId, limit: 2, ...(cursor !== null && { cursor }) }))
      seen.push(...page.letters.map(({ canRetry, id }) => `${id} ${canRetry}`))
      cursor = page.nextCursor
    } while (cursor !== null)
    assert.deepStrictEqual(seen, ["OLD1 true", "OLD2 false", "OLD3 false"])
  }))
})
