import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { checkedSettings } from "./checkedSettings.ts"

const sound = {
  EMAIL_TRANSPORT_PROVIDER: "outbox", STORAGE_PROVIDER: "disk", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false",
  BETTER_AUTH_SECRET: "a".repeat(32), API_KEY_SECRET: "b".repeat(32), ENCRYPTION_KEY: "c".repeat(32)
}

/** What a start in production says is wrong with these settings. */
const problemsOf = (values: Readonly<Record<string, string>>) =>
  Effect.scoped(Layer.build(checkedSettings("start"))).pipe(
    Effect.as<ReadonlyArray<string>>([]),
    Effect.catchIf((error) => error instanceof SettingsError, ({ problems }) => Effect.succeed(problems)),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...sound, ...values })))
  )

const resend = { EMAIL_TRANSPORT_PROVIDER: "resend", RESEND_API_KEY: "re_1", EMAIL_NOTIFICATION_FROM: "a@acme.test" }
const ses = { EMAIL_TRANSPORT_PROVIDER: "ses", SES_ACCESS_KEY_ID: "AK", SES_SECRET_ACCESS_KEY: "s", EMAIL_NOTIFICATION_FROM: "a@acme.test" }
const smtp = { EMAIL_TRANSPORT_PROVIDER: "smtp", EMAIL_NOTIFICATION_FROM: "a@acme.test" }
const listener = { SMTP_INBOUND_PORT: "2525", SMTP_INBOUND_DOMAIN: "in.acme.test" }
const polar = { POLAR_ENABLED: "true", POLAR_ACCESS_TOKEN: "t", POLAR_WEBHOOK_SECRET: "s", POLAR_PRODUCT_ID_HOBBY_SANDBOX: "h", POLAR_PRODUCT_ID_PRO_SANDBOX: "p" }
const s3 = { STORAGE_PROVIDER: "s3", S3_BUCKET_NAME: "files", S3_REGION: "us-east-1", S3_ACCESS_KEY_ID: "AK", S3_SECRET_ACCESS_KEY: "s" }
const telemetry = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" }
const database = "postgres://someone:hunter2@db.acme.test/support"
const publicKey = "B".repeat(87)
const privateKey = "p".repeat(43)

const wrong: ReadonlyArray<readonly [what: string, values: Readonly<Record<string, string>>, said: ReadonlyArray<string>]> = [
  ["a public address that browsers don't open", { PUBLIC_APP_URL: "ftp://support.acme.test" }, ["PUBLIC_APP_URL wants the address people use"]],
  ["a public address with a path", { PUBLIC_APP_URL: "https://acme.test/support" }, ["PUBLIC_APP_URL is a name of its own, as https://support.example.com, without /support"]],
  ["a public address with a query", { PUBLIC_APP_URL: "https://acme.test/?a=1" }, ["PUBLIC_APP_URL is a name of its own"]],
  ["a public address with a login", { PUBLIC_APP_URL: "https://me:hunter2@acme.test" }, ["PUBLIC_APP_URL wants the address people use"]],
  ["a way around a pooler that isn't there", { DATABASE_DIRECT_URL: database }, ["DATABASE_DIRECT_URL is set and DATABASE_URL is not"]],
  ["a connection of which nobody knows whether it is encrypted", { DATABASE_URL: `${database}?sslmode=prefer` }, ["DATABASE_URL says sslmode=prefer"]],
  ["a way of TLS nobody knows", { DATABASE_URL: database, DATABASE_DIRECT_URL: `${database}?sslmode=no-verify` }, ["DATABASE_DIRECT_URL says sslmode=no-verify"]],
  ["a certificate that isn't there", { DATABASE_URL: `${database}?sslmode=verify-full&sslrootcert=/nope.pem` }, ["DATABASE_URL names a certificate that can't be read: /nope.pem"]],
  ["a password that is no part of an address", { DATABASE_URL: "postgres://someone:pass/word@db.acme.test/support" }, ["%2F"]],
  ["a password that makes another address of it", { DATABASE_URL: "postgres://someone:12/hunter2@db.acme.test/support" }, ["DATABASE_URL wants an address as"]],
  ["a password that ends the address", { DATABASE_URL: "postgres://someone:12#hunter2@db.acme.test/support" }, ["DATABASE_URL wants an address as"]],
  ["an address of Resend's API that is none", { ...resend, RESEND_BASE_URL: "resend.acme.test" }, ["RESEND_BASE_URL wants an address such as"]],
  ["an address of SES that is none", { ...ses, SES_ENDPOINT: "nope", SES_REGION: "US East" }, ["SES_REGION wants a region", "SES_ENDPOINT wants an address such as"]],
  ["an address of Polar's API that is none", { ...polar, POLAR_API_URL: "nope" }, ["POLAR_API_URL wants an address such as"]],
  ["a mail server with its port", { ...smtp, SMTP_HOST: "smtp.acme.test:465" }, ["SMTP_HOST wants the mail server's name alone, as smtp.example.com, not smtp.acme.test:465"]],
  ["a mail server as a link", { ...smtp, SMTP_HOST: "https://smtp.acme.test" }, ["SMTP_HOST wants the mail server's name alone"]],
  ["a mail server that is no name", { ...smtp, SMTP_HOST: "..." }, ["SMTP_HOST wants the mail server's name alone"]],
  ["a port that no server has", { ...smtp, SMTP_HOST: "smtp.acme.test", SMTP_PORT: "70000" }, ["SMTP_PORT wants a whole number from 1 to 65535, not 70000."]],
  ["a port that isn't written in digits", { ...smtp, SMTP_HOST: "smtp.acme.test", SMTP_PORT: "0x24B" }, ["SMTP_PORT wants a whole number from 1 to 65535, not 0x24B."]],
  ["numbers that aren't written in digits", { RPC_FRAMES_PER_SECOND: "1e3", API_REQUESTS_PER_MINUTE: "+5", PORT: "8e1" },
    ["PORT wants a number from 1 to 65535", "API_REQUESTS_PER_MINUTE wants a whole number above 0, not +5.", "RPC_FRAMES_PER_SECOND wants a whole number above 0, not 1e3."]],
  ["more room for files than can be counted", { UPLOAD_QUOTA_MIB: "9007199254740991" }, ["UPLOAD_QUOTA_MIB wants a whole number from 1 to 8000000000, not 9007199254740991."]],
  ["two senders", { ...resend, EMAIL_NOTIFICATION_FROM: "acme", EMAIL_MARKETING_FROM: "news" }, ["EMAIL_NOTIFICATION_FROM wants an address", "EMAIL_MARKETING_FROM wants an address"]],
  ["all of the listener for letters", { SMTP_INBOUND_PORT: "many", SMTP_INBOUND_DOMAIN: "in.acme.test", SMTP_INBOUND_PROTOCOL: "pop", SMTP_INBOUND_CLIENTS: "-3", SMTP_INBOUND_TLS_CERT: "/nope" },
    ["SMTP_INBOUND_PORT wants the port", "SMTP_INBOUND_PROTOCOL is one of", "SMTP_INBOUND_CLIENTS wants a whole number", "SMTP_INBOUND_TLS_CERT names a file that can't be read"]],
  ["a listener at a link, on a port in hexadecimals, for more than can be", { ...listener, SMTP_INBOUND_PORT: "0x19", SMTP_INBOUND_CLIENTS: "99999999999" },
    ["SMTP_INBOUND_PORT wants the port letters arrive at, as 25, not 0x19.", "SMTP_INBOUND_CLIENTS wants a whole number from 1 to 100000, not 99999999999."]],
  ["a listener at a link", { ...listener, SMTP_INBOUND_HOST: "http://mail.acme.test" }, ["SMTP_INBOUND_HOST wants an address of this machine, as 0.0.0.0, not http://mail.acme.test."]],
  ["a listener's certificate without its key", { ...listener, SMTP_INBOUND_TLS_CERT: "package.json" }, ["SMTP_INBOUND_TLS_CERT and SMTP_INBOUND_TLS_KEY go together"]],
  ["a listener's certificate that is none", { ...listener, SMTP_INBOUND_TLS_CERT: "package.json", SMTP_INBOUND_TLS_KEY: "package.json" }, ["SMTP_INBOUND_TLS_CERT and SMTP_INBOUND_TLS_KEY want a certificate and its key as PEM"]],
  ["one port for pages and letters", { ...listener, PORT: "2525" }, ["SMTP_INBOUND_PORT and PORT are both 2525"]],
  ["a secret that stands in every example", { SES_WEBHOOK_SECRET: "replace-me" }, ["SES_WEBHOOK_SECRET is one that anyone can guess"]],
  ["all of the keys for pushes", { VAPID_PUBLIC_KEY: "a", VAPID_PRIVATE_KEY: "b", VAPID_SUBJECT: "c" }, ["VAPID_PUBLIC_KEY wants 87", "VAPID_PRIVATE_KEY wants 43", "VAPID_SUBJECT wants an address"]],
  ["keys for pushes that are half there", { VAPID_SUBJECT: "mailto:a@acme.test" }, ["VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY are missing"]],
  ["a key for pushes alone", { VAPID_PUBLIC_KEY: publicKey }, ["VAPID_PRIVATE_KEY, VAPID_SUBJECT are missing"]],
  ["an address of Resend's API that is none, for the audience alone", { RESEND_API_KEY: "re_1", RESEND_AUDIENCE_ID: "a", RESEND_BASE_URL: "nope" }, ["RESEND_BASE_URL wants an address such as"]],
  ["an address that nothing can be put after", { ...resend, RESEND_BASE_URL: "https://resend.acme.test/?key=1" }, ["RESEND_BASE_URL wants an address such as"]],
  ["a region by its title", { ...s3, S3_REGION: "US East (Ohio)" }, ["S3_REGION wants a region, as us-east-1, not US East (Ohio)."]],
  ["Redis nowhere", { REALTIME_BUS: "redis", REDIS_URL: "redis://" }, ["REDIS_URL wants an address"]],
  ["a collector without http", { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, ["OTEL_EXPORTER_OTLP_ENDPOINT wants an address such as http://127.0.0.1:4318, not collector:4318."]],
  ["a collector of one signal without http", { ...telemetry, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "nonsense" }, ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT wants an address such as"]],
  ["telemetry that never pauses", { ...telemetry, OTEL_METRIC_EXPORT_INTERVAL: "0", OTEL_BSP_SCHEDULE_DELAY: "-5", OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: "all", OTEL_EXPORTER_OTLP_TIMEOUT: "soon" },
    ["OTEL_EXPORTER_OTLP_TIMEOUT wants a whole number above 0, not soon.", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE wants a whole number", "OTEL_BSP_SCHEDULE_DELAY wants a whole number", "OTEL_METRIC_EXPORT_INTERVAL wants a whole number above 0, not 0."]],
  ["a file of places that isn't there", { GEO_PROVIDER: "maxmind", MAXMIND_DB_PATH: "/nope.mmdb" }, ["MAXMIND_DB_PATH=/nope.mmdb can't be read"]],
  ["headers of places that are never read", { GEO_PROVIDER: "header", GEO_COUNTRY_HEADER: "x y", GEO_CITY_HEADER: "x-town" }, ["GEO_COUNTRY_HEADER wants", "GEO_CITY_HEADER wants"]],
  ["an AI that isn't there", { AI_PROVIDER: "openai" }, ["AI_PROVIDER is one of none, not openai"]],
  ["proxies by name", { TRUSTED_PROXIES: "10.0.0.0/33,,caddy" }, ["TRUSTED_PROXIES wants address ranges such as 10.0.0.0/8 or fd00::/8, separated by commas, or none, not 10.0.0.0/33, caddy."]]
]

const right: ReadonlyArray<readonly [what: string, values: Readonly<Record<string, string>>]> = [
  ["a public address with a slash at its end", { PUBLIC_APP_URL: "https://support.acme.test/" }],
  ["a public address on this machine", { PUBLIC_APP_URL: "http://127.0.0.1:4000" }],
  ["the word the table says", { TRUSTED_PROXIES: "loopback, 10.1.2.3, 2001:db8::1,fd00::/8," }],
  ["one machine webhooks may reach", { OUTGOING_ALLOW_PRIVATE: "10.1.2.3" }],
  ["the keys for pushes", { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: "mailto:a@acme.test" }],
  ["a pooler and the way around it", { DATABASE_URL: `${database}?sslmode=require`, DATABASE_DIRECT_URL: `${database}?sslmode=verify-full&options=endpoint%3Dmine` }],
  ["a mail server by its address", { ...smtp, SMTP_HOST: "2001:db8::25" }],
  ["a listener on another address than the pages", { ...listener, PORT: "2525", SMTP_INBOUND_HOST: "192.0.2.1" }],
  ["a level as other programs write it", { LOG_LEVEL: "debug" }],
  ["numbers of nothing that is read", { OTEL_METRIC_EXPORT_INTERVAL: "0" }],
  ["what OpenTelemetry documents", { ...telemetry, OTEL_METRIC_EXPORT_INTERVAL: "15000", OTEL_EXPORTER_OTLP_TIMEOUT: "5000", OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "https://logs.acme.test/v1/logs" }],
  ["a listener by a name", { ...listener, SMTP_INBOUND_HOST: "mx-1.acme.test" }],
  ["headers of places", { GEO_PROVIDER: "header", GEO_CITY_HEADER: "X-Vercel-IP-City" }]
]

describe("Settings", () => {
  for (const [what, values, said] of wrong) {
    it.effect(`that hold ${what} stop the start, each named with what to do`, () => Effect.gen(function*() {
      const problems = yield* problemsOf(values)
      assert.strictEqual(problems.length, said.length, problems.join("\n"))
      for (const [at, words] of said.entries()) assert.include(problems[at], words)
      assert.notInclude(problems.join(), "hunter2")
    }))
  }

  for (const [what, values] of right) {
    it.effect(`that hold ${what} are sound`, () => Effect.map(problemsOf(values), (problems) => assert.deepStrictEqual(problems, [])))
  }
})
