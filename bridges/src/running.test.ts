import { assert, layer } from "@effect/vitest"
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3"
import type { SQSBatchResponse, SQSEvent } from "aws-lambda"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { MailDesk } from "../../api/src/inbound/testing/MailDesk.ts"
import { TestDatabase } from "../../api/src/testing/TestDatabase.ts"
import { startS3Peer } from "../../e2e/src/peers/S3Peer.ts"
import { sesSecret } from "../../e2e/src/peers/sesBridge.ts"
import { buildBridges } from "./build.ts"
import { batch, received, record, sent } from "./testing/awsEvents.ts"

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>

/** A running server with both functions before it, built as they are deployed. */
const bridged = Effect.gen(function*() {
  const desk = yield* MailDesk
  const s3 = yield* Effect.acquireRelease(Effect.promise(() => startS3Peer()), ({ stop }) => Effect.promise(stop))
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "bridges-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )
  const built = yield* Effect.promise(() => buildBridges(folder))
  const bucket = s3.settings["S3_BUCKET_NAME"] ?? ""
  Object.assign(process.env, {
    AWS_REGION: "us-east-1", AWS_ENDPOINT_URL_S3: s3.settings["S3_ENDPOINT"], AWS_ACCESS_KEY_ID: s3.settings["S3_ACCESS_KEY_ID"],
    AWS_SECRET_ACCESS_KEY: s3.settings["S3_SECRET_ACCESS_KEY"], WEBHOOK_SECRET: sesSecret
  })
  const load = async (name: "inbound" | "events"): Promise<Handler> => {
    process.env["WEBHOOK_URL"] = `${desk.url}/ses/webhooks/${name}`
    return ((await import(built[name])) as { readonly handler: Handler }).handler // what was just built
  }
  const keep = (key: string, letter: string) => new S3Client({ forcePathStyle: true }).send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: letter }))
  return { desk, load, keep, bucket }
})

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("The bridges before a running server", (it) => {
  it.effect("bring a reply from the bucket into its conversation, once, with what was attached", () => Effect.gen(function*() {
    const { bucket, desk, keep, load } = yield* bridged
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await desk.talk()
      await keep("dev/incoming/reply", [
        "From: Vera Visitor <vera@visitor.test>", `To: ${visitorAddress}`, "Subject: Re: Your parcel", "Message-ID: <reply-1@visitor.test>", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"', "", "--b", "Content-Type: text/plain; charset=utf-8", "", "It came, thank you.", "", "--b",
        'Content-Type: text/plain; name="list.txt"', 'Content-Disposition: attachment; filename="list.txt"', "", "one", "--b--", ""
      ].join("\r\n"))
      const event = batch(record("a", received({ to: visitorAddress, bucket, key: "dev/incoming/reply", from: "vera@visitor.test" })))
      const handler = await load("inbound")
      assert.deepStrictEqual(await handler(event), { batchItemFailures: [] })
      // Queues deliver at least once, and again what is refused: the same call within one second is a replay.
      let again = await handler(event)
      while (again.batchItemFailures.length > 0) again = await handler(event)
      const said = (await messages()).filter(({ text }) => text === "It came, thank you.")
      assert.strictEqual(said.length, 1)
      assert.deepStrictEqual(said[0]?.parts.filter(({ type }) => type === "file").map(({ filename }) => filename), ["list.txt"])
    })
  }).pipe(Effect.scoped))

  it.effect("tell what became of a letter", () => Effect.gen(function*() {
    const { desk, load } = yield* bridged
    const { admin } = yield* TestDatabase
    const { messageId } = sent.bounce.mail
    yield* admin`insert into letter (id, website_id, recipient, event, kind, state, provider, provider_message_id) values
      ('L1', ${desk.websiteId}, 'joe@example.org', 'test:l1', 'new-message', 'sent', 'ses', ${messageId})`
    const handler = yield* Effect.promise(() => load("events"))
    assert.deepStrictEqual(yield* Effect.promise(() => handler(batch(record("a", sent.bounce), record("b", sent.send)))), { batchItemFailures: [] })
    const [letter] = yield* admin<{ state: string; reason: string | null }>`select state, reason from letter where id = 'L1'`
    assert.strictEqual(letter?.state, "bounced")
  }).pipe(Effect.scoped))
})
