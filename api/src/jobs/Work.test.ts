import { assert, layer } from "@effect/vitest"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { readFileSync } from "node:fs"
import path from "node:path"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { PolarPeer } from "../billing/testing/PolarPeer.ts"
import { webhookDoors } from "../doctor/doors.ts"
import { mailChecklist } from "../doctor/mailChecklist.ts"
import { vendors } from "../doctor/vendors.ts"
import { Letters } from "../mail/Letters.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Owner, TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { SqlClient } from "effect/sql/SqlClient"
import { version } from "./version.ts"

const secrets = { SES_WEBHOOK_SECRET: "bridge secret", RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from("r".repeat(24)).toString("base64")}` }
/** A server whose mail service is down, and which sells by Polar. */
const mailDown = { EMAIL_TRANSPORT_PROVIDER: "smtp", SMTP_HOST: "127.0.0.1", SMTP_PORT: "1", EMAIL_NOTIFICATION_FROM: "support@acme.test", ...secrets }
const world = Layer.unwrap(Effect.map(PolarPeer, ({ settings }) => TestProgram.layer({ ...settings, ...mailDown }))).pipe(Layer.provideMerge(PolarPeer.layer))

let known: Owner | undefined
const owner = Effect.gen(function*() {
  return known ??= yield* (yield* TestProgram).firstOwner
})
const state = Effect.flatMap(owner, ({ client, websiteId }) => Effect.promise(() => client.call("system.state", { websiteId })))
const set = (values: Record<string, string>) => Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values)))

/** Jobs of the site that were given up, `howMany`, the last one newest. */
const givenUp = Effect.fnUntraced(function*(howMany: number) {
  const { admin } = yield* TestDatabase
  const { websiteId } = yield* owner
  yield* admin`delete from job`
  yield* admin`insert into job (id, website_id, kind, payload, attempts, last_error, dead_at)
    select 'JOB' || lpad(n::text, 3, '0'), ${websiteId}, 'test.nobody', '{"secret": "words"}', 8, 'Error: down ' || n || chr(10) || '  at secret.ts:1', now() - (100 - n) * interval '1 minute'
    from generate_series(1, ${howMany}) n`
  return websiteId
})

layer(world, { excludeTestServices: true, timeout: "90 seconds" })("A server whose mail service is down", (it) => {
  it.effect("goes on serving; letters wait, and the owner sees how many, since when and why", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const { client, websiteId } = yield* owner
    yield* Letters.use((letters) => letters.post(
      { to: "jane@example.test", subject: "Hello", html: "<p>Hello</p>", text: "Hello", kind: "other" },
      { event: "hello", websiteId }
    ))
    const letters = yield* until(Effect.map(state, ({ waiting }) => waiting.find(({ failing, what }) => what === "letters" && failing > 0)))
    assert.deepStrictEqual([letters.count, letters.failing, letters.reason], [1, 1, "The mail server could not be reached."])
    assert.isString(letters.oldest)
    const answers = yield* Effect.promise(() => Promise.all(["/health", "/ready"].map(async (path) => (await fetch(url + path)).json())))
    assert.deepStrictEqual<unknown>(answers, [{ status: "alive" }, { status: "ready" }])
    yield* Effect.promise(() => client.call("websites.settings", { websiteId }))
  }))

  it.effect("says what is in force and which version runs", () => Effect.gen(function*() {
    const found = yield* state
    assert.deepStrictEqual([found.capabilities.mail, found.capabilities.billing], ["smtp", "polar"])
    const own: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"))
    assert.strictEqual(found.version, version)
    assert.strictEqual((own as { readonly version: string }).version, version) // npm's own format
  }))

  it.effect("lists given-up work newest first, page by page, with the first line of its error and nothing of what it was told", () => Effect.gen(function*() {
    const websiteId = yield* givenUp(5)
    const { client } = yield* owner
    const seen: Array<string> = []
    let cursor: Cursor | string | null = null
    do {
      const page: Awaited<ReturnType<typeof client.call<"system.deadJobs">>> = yield* Effect.promise(() =>
        client.call("system.deadJobs", { websiteId, limit: 2, ...(cursor !== null && { cursor }) }))
      seen.push(...page.jobs.map(({ id, reason }) => `${id} ${reason}`))
      assert.notInclude(JSON.stringify(page), "secret")
      cursor = page.nextCursor
    } while (cursor !== null)
    assert.deepStrictEqual(seen, [5, 4, 3, 2, 1].map((n) => `JOB00${n} Error: down ${n}`))
    assert.strictEqual((yield* state).dead, 5)
  }))

  it.effect("tries given-up work again, also where the same waits already, and drops it; each once", () => Effect.gen(function*() {
    const websiteId = yield* givenUp(2)
    const { admin } = yield* TestDatabase
    const { client } = yield* owner
    yield* admin`update job set dedupe = 'one' where id = 'JOB001'`
    yield* admin`insert into job (id, website_id, kind, payload, dedupe) values ('JOB009', ${websiteId}, 'test.nobody', '{}', 'one')`
    const ask = (tag: "system.retryJob" | "system.dropJob", jobId: string) => Effect.promise(() =>
      client.call(tag, { websiteId, jobId }).then(() => "done", (error: unknown) => JSON.stringify(error)))
    assert.strictEqual(yield* ask("system.retryJob", "JOB001"), "done")
    const [revived] = yield* admin<{ attempts: number; dead: boolean }>`select attempts, dead_at is not null as dead from job where id = 'JOB001'`
    assert.deepStrictEqual({ ...revived }, { attempts: 0, dead: false })
    assert.include(yield* ask("system.retryJob", "JOB001"), "DeadJobNotFound")
    assert.include(yield* ask("system.dropJob", "JOB001"), "DeadJobNotFound")
    assert.strictEqual(yield* ask("system.dropJob", "JOB002"), "done")
    assert.include(yield* ask("system.dropJob", "JOB002"), "DeadJobNotFound")
    const { dead, waiting } = yield* state
    assert.deepStrictEqual([dead, waiting.find(({ what }) => what === "jobs")?.count], [0, 2])
  }))

  it.effect("is told by the doctor whether the doors of its providers believe the secrets the doctor reads", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const { settings } = yield* PolarPeer
    const right = { ...settings, ...secrets }
    const levels = (values: Record<string, string>) => Effect.map(webhookDoors(url, true).pipe(set(values)), (found) => found.map(({ level }) => level))
    assert.deepStrictEqual(yield* levels(right), ["ok", "ok", "ok", "ok"])
    const wrong = { SES_WEBHOOK_SECRET: "another", RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from("x".repeat(24)).toString("base64")}`, POLAR_WEBHOOK_SECRET: "another" }
    assert.deepStrictEqual(yield* levels({ ...right, ...wrong }), ["problem", "problem", "problem", "problem"])
  }))

  it.effect("is told by the doctor whether Polar knows the token and the products, and that it is down", () => Effect.gen(function*() {
    const peer = yield* PolarPeer
    const about = (values: Record<string, string>) => Effect.map(
      vendors.pipe(set({ ...peer.settings, TINYBIRD_ENABLED: "false", ...values })), ([billing]) => [billing?.level, billing?.detail] as const)
    assert.deepStrictEqual((yield* about({}))[0], "ok", String((yield* about({}))[1]))
    assert.include((yield* about({ POLAR_PRODUCT_ID_PRO_SANDBOX: "product-gone" }))[1], "pro (product-gone)")
    assert.include((yield* about({ POLAR_ACCESS_TOKEN: "other" }))[1], "refuses POLAR_ACCESS_TOKEN")
    peer.isDown = true
    assert.include((yield* about({}))[1], "can't be asked")
    peer.isDown = false
    assert.isFalse((yield* about({}))[1]?.includes(products.pro))
  }))

  it.effect("answers the documented e-mail checklist from what it has seen happen", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const { websiteId } = yield* owner
    const checklist = (provider: "ses" | "smtp") => mailChecklist(provider).pipe(Effect.provideService(SqlClient, admin))
    const levels = Effect.map(checklist("ses"), (found) => found.map(({ level }) => level))
    assert.deepStrictEqual(yield* levels, ["warning", "warning", "warning", "warning", "warning", "warning"])
    const row = (id: string, state: string, reported: boolean, at: string) => admin`
      insert into letter (id, website_id, recipient, event, state, provider, is_reported, settled_at, reason)
      values (${id}, ${websiteId}, ${id}, 'x', ${state}, 'ses', ${reported}, ${at}::timestamptz, 'mailbox full')`
    yield* row("L1", "delivered", true, "2026-01-01")
    assert.deepStrictEqual(yield* levels, ["ok", "ok", "warning", "ok", "warning", "ok"])
    yield* row("L2", "failed", false, "2026-01-02")
    const [sends] = yield* checklist("ses")
    assert.strictEqual(sends?.level, "problem")
    assert.include(sends?.detail, "a transactional email sends successfully: the last one failed")
    assert.include(sends?.detail, "mailbox full")
  }))
})
