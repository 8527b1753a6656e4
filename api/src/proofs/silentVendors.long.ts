import { assert, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import * as ses from "../mail/ses.ts"
import { Mailer } from "../mail/Mailer.ts"
import { senderSettings } from "../mail/testing/providers.ts"
import { makeS3Objects } from "../storage/S3Objects.ts"

/** Takes connections and says nothing. */
const silent = Effect.map(
  Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const server = createServer(() => {}).listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) => Effect.sync(() => void server.close())
  ),
  (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
)

it.live("A vendor that takes a call and never answers is given up", () => Effect.scoped(Effect.gen(function*() {
  const endpoint = yield* silent
  const objects = yield* Effect.promise(() => makeS3Objects({
    endpoint, bucket: "files", region: "us-east-1", accessKeyId: "key", secretAccessKey: Redacted.make("secret"), forcePathStyle: true,
    publicBaseUrl: undefined, cdnBaseUrl: undefined, reads: "public", grantedFor: 900_000
  }))
  const settings = ConfigProvider.fromEnvRecord({ ...senderSettings, SES_ACCESS_KEY_ID: "key", SES_SECRET_ACCESS_KEY: "secret", SES_ENDPOINT: endpoint })
  const mailer = Context.get(yield* Layer.build(Layer.provide(ses.layer, ConfigProvider.layer(settings))), Mailer)
  const letter = { to: "jane@example.test", subject: "Hello", html: "<p>Hello</p>", text: "Hello", kind: "new-message" } as const
  const [file, refused] = yield* Effect.all([
    Effect.flip(Effect.tryPromise(() => objects.look("a.png"))), Effect.flip(mailer.send(letter, "1"))
  ], { concurrency: 2 }).pipe(Effect.timeout("2 minutes"))
  assert.match(String(file.cause), /timeout/i)
  assert.deepInclude(refused, { reason: "SES didn't answer.", retryable: true, isUnsure: true })
})), 150_000)
