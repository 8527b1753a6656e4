import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda"
import { spawnSync } from "node:child_process"
import { createHmac } from "node:crypto"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { startS3Peer, type S3Peer } from "../../e2e/src/peers/S3Peer.ts"
import { lifecycleEntries } from "./lifecycleEntries.ts"
import { batch, received, record, sent } from "./testing/awsEvents.ts"

const secret = "shared between bridge and server"
const folder = mkdtempSync(join(tmpdir(), "bridges-"))

/** A server that believes what is signed, and answers each entry as the test says. */
const calls: Array<{ readonly event: string | null; readonly body: unknown; readonly size: number }> = []
let statusOf: (entry: { readonly from?: string }) => string = () => "taken"
let outage = false
/** What a proxy before the server takes of a call, in bytes, and what it does before it answers. */
let [bodyAtMost, beforeAnswer] = [Infinity, async () => {}]
/** Of how many entries it says nothing. */
let silentAbout = 0
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  maxRequestBodySize: 64 * 1024 * 1024,
  fetch: async (request) => {
    if (outage) return new Response("<h1>Bad gateway</h1>", { status: 502 })
    const body = await request.text()
    if (body.length > bodyAtMost) return new Response("<h1>413 Request Entity Too Large</h1>", { status: 413 })
    const timestamp = request.headers.get("x-cossistant-timestamp") ?? ""
    const ours = `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`
    if (request.headers.get("x-cossistant-signature") !== ours || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return new Response(null, { status: 401 })
    const value: unknown = JSON.parse(body)
    const entries = Array.isArray(value) ? value : [value]
    calls.push({ event: request.headers.get("x-cossistant-event"), body: value, size: body.length })
    await beforeAnswer()
    const answers = entries.slice(silentAbout).map((entry: { readonly from?: string }) => ({ status: statusOf(entry) }))
    return Response.json({ received: true, entries: answers }, { status: answers.some(({ status }) => status === "failed") ? 503 : 200 })
  },
})

let s3: S3Peer
const load = async (name: "inbound" | "events", env: Readonly<Record<string, string>>) => {
  Object.assign(process.env, env)
  const { handler }: { readonly handler: (event: SQSEvent, context?: Pick<Context, "getRemainingTimeInMillis">) => Promise<SQSBatchResponse> } = await import(`${join(folder, name)}.mjs?${Math.random()}`)
  return handler
}
const keep = async (key: string, letter: string | Uint8Array<ArrayBuffer>) => {
  const { PutObjectCommand, S3Client } = await import("@aws-sdk/client-s3")
  await new S3Client({ forcePathStyle: true }).send(new PutObjectCommand({ Bucket: s3.settings["S3_BUCKET_NAME"] ?? "", Key: key, Body: letter }))
}
const inbound = () => load("inbound", { WEBHOOK_URL: `${server.url.href}ses/webhooks/inbound`, WEBHOOK_SECRET: secret })
const events = () => load("events", { WEBHOOK_URL: `${server.url.href}ses/webhooks/events`, WEBHOOK_SECRET: secret })
const letterIn = (key: string, from?: string) =>
  received({ to: "reply+token@in.example.com", bucket: s3.settings["S3_BUCKET_NAME"] ?? "", key, ...(from === undefined ? {} : { from }) })

beforeAll(async () => {
  s3 = await startS3Peer()
  Object.assign(process.env, {
    AWS_REGION: "us-east-1", AWS_ENDPOINT_URL_S3: s3.settings["S3_ENDPOINT"], AWS_ACCESS_KEY_ID: s3.settings["S3_ACCESS_KEY_ID"], AWS_SECRET_ACCESS_KEY: s3.settings["S3_SECRET_ACCESS_KEY"],
  })
})
beforeEach(() => {
  calls.length = 0
  statusOf = () => "taken"
  outage = false
  bodyAtMost = Infinity
  silentAbout = 0
  beforeAnswer = async () => {}
})
afterAll(async () => {
  await server.stop(true)
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe("The build", () => {
  const source = fileURLToPath(new URL("./build.ts", import.meta.url))
  const root = fileURLToPath(new URL("../../", import.meta.url))

  test.each([["the repository", root], ["the Terraform module", join(root, "infra/aws/ses-email-setup")]])("works from the folder of %s, and tells where the functions are", (_, cwd) => {
    const { stderr, stdout } = spawnSync(process.execPath, ["--no-env-file", source, folder], { cwd, encoding: "utf8" })
    const built: Record<string, string> = JSON.parse(stdout || `{"failed":${JSON.stringify(stderr)}}`)
    expect(built).toEqual({ inbound: join(folder, "inbound.mjs"), events: join(folder, "events.mjs") })
    for (const file of Object.values(built)) expect(existsSync(file)).toBe(true)
  })
})

describe("The inbound bridge", () => {
  test("posts a letter whole, as it came, with the verdicts of who received it", async () => {
    const letter = "From: jane@example.org\r\nTo: reply+token@in.example.com\r\nSubject: Re: Your order\r\n\r\nThank you — é\r\n"
    await keep("dev/incoming/one", letter)
    const handler = await inbound()
    expect(await handler(batch(record("a", letterIn("dev/incoming/one"))))).toEqual({ batchItemFailures: [] })
    expect(calls).toHaveLength(1)
    expect(calls[0]?.event).toBe("email.received")
    expect(calls[0]?.body).toMatchObject({
      eventType: "email.received", provider: "ses", from: "jane@example.org", to: ["reply+token@in.example.com"], messageId: "<answer-1@example.org>",
      envelope: { from: "jane@example.org", to: ["reply+token@in.example.com"] },
      verdicts: { spf: "PASS", dkim: "PASS", dmarc: "PASS", spam: "PASS", virus: "PASS" },
      raw: Buffer.from(letter).toString("base64"), s3Key: "dev/incoming/one",
    })
  })

  test("says of each check what came of it, and everyone the letter was for: who answers all writes to several conversations", async () => {
    await keep("dev/incoming/several", "Subject: all\r\n\r\nall")
    const to = ["conv-a@in.example.com", "conv-b@in.example.com", "conv-c@in.example.com"]
    const { receipt, ...letter } = letterIn("dev/incoming/several")
    const verdicts = { spf: "FAIL", dkim: "GRAY", dmarc: "PASS", spam: "PROCESSING_FAILED", virus: "DISABLED" }
    const told = Object.fromEntries(Object.entries(verdicts).map(([name, status]) => [`${name}Verdict`, { status }]))
    const handler = await inbound()
    expect(await handler(batch(record("a", { ...letter, receipt: { ...receipt, ...told, recipients: to } })))).toEqual({ batchItemFailures: [] })
    expect(calls[0]?.body).toMatchObject({ verdicts, to, envelope: { to } })
  })

  test("lets only those of a batch come again that did not arrive", async () => {
    for (const key of ["one", "two", "three"]) await keep(`dev/incoming/${key}`, `Subject: ${key}\r\n\r\n${key}`)
    statusOf = ({ from }) => from === "two@example.org" ? "failed" : from === "three@example.org" ? "invalid" : "taken"
    const handler = await inbound()
    const result = await handler(batch(
      record("a", letterIn("dev/incoming/one", "one@example.org")), record("b", letterIn("dev/incoming/two", "two@example.org")),
      record("c", letterIn("dev/incoming/gone")), record("d", { not: "a letter", receipt: {} }), record("e", letterIn("dev/incoming/three", "three@example.org"))
    ))
    expect(new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))).toEqual(new Set(["b", "c", "d"]))
    expect(calls).toHaveLength(1)
  })

  test("lets everything come again when the server is away, has another secret, or something else answers", async () => {
    await keep("dev/incoming/one", "Subject: one\r\n\r\none")
    const everything = { batchItemFailures: [{ itemIdentifier: "a" }] }
    const event = batch(record("a", letterIn("dev/incoming/one")))
    outage = true
    expect(await (await inbound())(event)).toEqual(everything)
    outage = false
    expect(await (await load("inbound", { WEBHOOK_URL: server.url.href, WEBHOOK_SECRET: "another" }))(event)).toEqual(everything)
    expect(await (await load("inbound", { WEBHOOK_URL: "http://127.0.0.1:1/", WEBHOOK_SECRET: secret }))(event)).toEqual(everything)
    expect(calls).toEqual([])
  })

  test("posts each letter of a call alone where a proxy takes smaller calls, and lets only that one come again which is too large by itself", async () => {
    for (const [key, size] of [["one", 3000], ["two", 60_000], ["three", 5000]] as const) await keep(`dev/incoming/${key}`, `Subject: ${key}\r\n\r\n${"x".repeat(size)}`)
    bodyAtMost = 20_000
    const event = batch(...["one", "two", "three"].map((key) => record(key, letterIn(`dev/incoming/${key}`))))
    expect(await (await inbound())(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "two" }] })
    expect(calls.map(({ body }) => body)).toMatchObject([{ s3Key: "dev/incoming/one" }, { s3Key: "dev/incoming/three" }])
  })

  test("holds one call's worth of letters in memory: what is large is on its way before the next is read", async () => {
    for (const key of ["one", "two", "three"]) await keep(`dev/incoming/${key}`, new Uint8Array(7 * 1024 * 1024))
    const readBefore: Array<number> = []
    const reads = () => s3.asked.filter((line) => line.startsWith("GET ")).length
    const start = reads()
    beforeAnswer = async () => void readBefore.push(reads() - start)
    const event = batch(...["one", "two", "three"].map((key) => record(key, letterIn(`dev/incoming/${key}`))))
    expect(await (await inbound())(event)).toEqual({ batchItemFailures: [] })
    expect(readBefore).toEqual([1, 2, 3])
  })

  test("lets small letters share a call, up to what one takes", async () => {
    for (const key of ["one", "two", "three"]) await keep(`dev/incoming/${key}`, new Uint8Array(2 * 1024 * 1024))
    const event = batch(...["one", "two", "three"].map((key) => record(key, letterIn(`dev/incoming/${key}`))))
    expect(await (await inbound())(event)).toEqual({ batchItemFailures: [] })
    expect(calls).toHaveLength(2)
    expect(Math.max(...calls.map(({ size }) => size))).toBeLessThan(6 * 1024 * 1024)
  })

  test("lets a whole call come again of which the server doesn't answer every entry", async () => {
    for (const key of ["one", "two"]) await keep(`dev/incoming/${key}`, `Subject: ${key}\r\n\r\n${key}`)
    silentAbout = 1
    const event = batch(record("a", letterIn("dev/incoming/one")), record("b", letterIn("dev/incoming/two")))
    expect(await (await inbound())(event)).toEqual({ batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "b" }] })
  })

  test("tries the first letter however little time it is given, or none would ever arrive", async () => {
    await keep("dev/incoming/one", "Subject: one\r\n\r\none")
    expect(await (await inbound())(batch(record("a", letterIn("dev/incoming/one"))), { getRemainingTimeInMillis: () => 3_500 })).toEqual({ batchItemFailures: [] })
    expect(calls).toHaveLength(1)
  })

  test("waits for a server no longer than it is told to, and for the bucket no longer than it has", async () => {
    await keep("dev/incoming/one", "Subject: one\r\n\r\none")
    const everything = { batchItemFailures: [{ itemIdentifier: "a" }] }
    const event = batch(record("a", letterIn("dev/incoming/one")))
    const silent = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Promise<Response>(() => undefined) })
    expect(await (await load("inbound", { WEBHOOK_URL: silent.url.href, WEBHOOK_SECRET: secret, WEBHOOK_TIMEOUT_MS: "100" }))(event)).toEqual(everything)
    const handler = await load("inbound", { WEBHOOK_URL: server.url.href, WEBHOOK_SECRET: secret, AWS_ENDPOINT_URL_S3: silent.url.origin, WEBHOOK_TIMEOUT_MS: "15000" })
    const end = Date.now() + 3_000
    expect(await handler(event, { getRemainingTimeInMillis: () => end - Date.now() })).toEqual(everything)
    expect(Date.now()).toBeLessThan(end)
    process.env["AWS_ENDPOINT_URL_S3"] = s3.settings["S3_ENDPOINT"]
    await silent.stop(true)
    expect(calls).toEqual([])
  })

  test("begins nothing it can't end in its time: what wasn't begun comes again, what was posted doesn't", async () => {
    for (const key of ["one", "two", "three"]) await keep(`dev/incoming/${key}`, new Uint8Array(7 * 1024 * 1024))
    let left = 30_000
    beforeAnswer = async () => void (left -= 27_000)
    const event = batch(...["one", "two", "three"].map((key) => record(key, letterIn(`dev/incoming/${key}`))))
    const result = await (await inbound())(event, { getRemainingTimeInMillis: () => left })
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "two" }, { itemIdentifier: "three" }] })
    expect(calls).toHaveLength(1)
  })

  test("doesn't wait for a server that is slower than its time: it says in time that the letter comes again", async () => {
    await keep("dev/incoming/one", "Subject: one\r\n\r\none")
    const slow = Promise.withResolvers<void>()
    beforeAnswer = () => slow.promise
    const end = Date.now() + 3000
    const result = await (await inbound())(batch(record("a", letterIn("dev/incoming/one"))), { getRemainingTimeInMillis: () => end - Date.now() })
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "a" }] })
    expect(Date.now()).toBeLessThan(end)
    slow.resolve()
  })

  test("tells of a letter that is too large instead of losing it, with its headers and without words of its own", async () => {
    await keep("dev/incoming/large", new Uint8Array(21 * 1024 * 1024))
    expect(await (await inbound())(batch(record("a", letterIn("dev/incoming/large"))))).toEqual({ batchItemFailures: [] })
    expect(calls[0]?.body).toMatchObject({
      subject: "Re: Your order", s3Key: "dev/incoming/large", tooLarge: { bytes: 21 * 1024 * 1024 }, headers: [{ name: "Return-Path", value: "<jane@example.org>" }]
    })
    for (const none of ["raw", "text", "html"]) expect(calls[0]?.body).not.toHaveProperty(none)
  })

  test("is silent about what isn't a letter, such as the test SNS sends", async () => {
    expect(await (await inbound())(batch(record("a", { notificationType: "AmazonSnsSubscriptionSucceeded", message: "You have successfully subscribed" })))).toEqual({ batchItemFailures: [] })
    expect(calls).toEqual([])
  })
})

describe("The events bridge", () => {
  test("tells of each recipient what became of the letter, and when", async () => {
    const all = [sent.delivery, sent.bounce, sent.complaint, sent.reject, sent.renderingFailure, sent.deliveryDelay, sent.send]
    const told = all.flatMap((message) => lifecycleEntries(message)).map(({ eventType, occurredAt, recipientEmail }) => `${eventType} ${recipientEmail} ${occurredAt.slice(17, 19)}`)
    expect(told).toEqual([
      "email.delivered jane@example.org 07", "email.bounced joe@example.org 08", "email.complained jane@example.org 09",
      "email.failed jane@example.org 00", "email.failed joe@example.org 00", "email.failed jane@example.org 00", "email.failed joe@example.org 00",
      "email.delayed joe@example.org 10",
    ])
    expect(lifecycleEntries(sent.bounce)[0]).toMatchObject({
      messageId: sent.bounce.mail.messageId, bounce: { type: "Permanent", subType: "General", message: "smtp; 550 5.1.1 user unknown" },
      eventId: lifecycleEntries(sent.bounce)[0]?.eventId,
    })
    expect(new Set(all.flatMap((message) => lifecycleEntries(message)).map(({ eventId }) => eventId)).size).toBe(6)
  })

  test("posts a batch as one call, in an array", async () => {
    const handler = await events()
    expect(await handler(batch(record("a", sent.delivery), record("b", sent.bounce), record("c", sent.send)))).toEqual({ batchItemFailures: [] })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ event: "email.lifecycle", body: [{ eventType: "email.delivered" }, { eventType: "email.bounced" }] })
  })
})

test("a missing setting stops the function with its name", async () => {
  await expect(load("events", { WEBHOOK_URL: "", WEBHOOK_SECRET: secret })).rejects.toThrow("WEBHOOK_URL")
  await expect(load("events", { WEBHOOK_URL: server.url.href, WEBHOOK_SECRET: "" })).rejects.toThrow("SES_WEBHOOK_SECRET")
})
