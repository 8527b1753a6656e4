import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Ai } from "../ai/Ai.ts"
import * as ai from "../ai/layer.ts"
import { choice as analyticsChoice } from "../analytics/layer.ts"
import { Billing } from "../billing/Billing.ts"
import * as billing from "../billing/layer.ts"
import * as selfHosted from "../billing/selfHosted.ts"
import { Geo } from "../geo/Geo.ts"
import * as geo from "../geo/layer.ts"
import { choice as storageChoice } from "../storage/layer.ts"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { checkedSettings } from "./checkedSettings.ts"
import { settingsProblems } from "./settingsProblems.ts"

const withEnv = (values: Record<string, string>) => Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values)))
const quickStart = { EMAIL_TRANSPORT_PROVIDER: "outbox", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false" }

describe("The choice of providers", () => {
  it.effect("takes the account-free ones of the quick start", () => Effect.gen(function*() {
    assert.deepStrictEqual(yield* settingsProblems, [])
    assert.strictEqual(yield* storageChoice, "disk")
    assert.strictEqual(yield* billing.choice, "self_hosted")
    assert.strictEqual(yield* analyticsChoice, "none")
    assert.strictEqual(yield* geo.choice, "none")
    assert.strictEqual(yield* ai.choice, "none")
  }).pipe(withEnv(quickStart)))

  it.effect("says everything that is wrong at once, each with its variable and the line to set", () => Effect.gen(function*() {
    const problems = yield* settingsProblems
    const expected = ["EMAIL_TRANSPORT_PROVIDER=outbox", "STORAGE_PROVIDER=disk", "POLAR_ENABLED=false", "TINYBIRD_ENABLED=false", "GEO_PROVIDER=none", "AI_PROVIDER", "UPLOAD_QUOTA_MIB",
      "REALTIME_BUS is one of postgres, memory, redis, not kafka", "TRUSTED_PROXIES wants address ranges", "RPC_FRAMES_PER_SECOND wants a whole number", "LOG_FORMAT is one of", "LOG_LEVEL is one of"]
    assert.strictEqual(problems.length, expected.length)
    for (const line of expected) assert.isTrue(problems.some((problem) => problem.includes(line)), line)
  }).pipe(withEnv({ S3_BUCKET_NAME: "files", GEO_PROVIDER: "maxmind", AI_PROVIDER: "magic", UPLOAD_QUOTA_MIB: "much",
    REALTIME_BUS: "kafka", TRUSTED_PROXIES: "10.0.0.0/8, the balancer", RPC_FRAMES_PER_SECOND: "-1", LOG_FORMAT: "xml", LOG_LEVEL: "loud" })))

  for (const [value, words] of [[undefined, "REALTIME_BUS=redis wants REDIS_URL"], ["localhost:6379", "REDIS_URL wants an address"], ["redis://:hunter2@localhost:6379", undefined]] as const) {
    it.effect(`REALTIME_BUS=redis with ${value ?? "no REDIS_URL"} ${words === undefined ? "is sound" : "is named, without its password"}`, () => Effect.gen(function*() {
      const problems = yield* settingsProblems
      assert.strictEqual(problems.length, words === undefined ? 0 : 1)
      assert.include(problems.join(), words ?? "")
      assert.notInclude(problems.join(), "hunter2")
    }).pipe(withEnv({ ...quickStart, REALTIME_BUS: "redis", ...(value === undefined ? {} : { REDIS_URL: value }) })))
  }

  it.effect("stands in one error with what else is wrong", () => Effect.gen(function*() {
    const { problems } = yield* Effect.flip(Effect.scoped(Layer.build(checkedSettings("start"))))
    for (const name of ["BETTER_AUTH_SECRET", "ENCRYPTION_KEY", "PORT", "POLAR_ENABLED=false"]) {
      assert.isTrue(problems.some((problem) => problem.includes(name)), name)
    }
  }).pipe(withEnv({ PORT: "many" })))

  for (const value of ["false", "TRUE", "1", "0", "no"]) {
    it.effect(`POLAR_ENABLED=${value} and TINYBIRD_ENABLED=${value} turn billing and analytics off`, () => Effect.gen(function*() {
      assert.strictEqual(yield* billing.choice, "self_hosted")
      assert.strictEqual(yield* analyticsChoice, "postgres")
    }).pipe(withEnv({ POLAR_ENABLED: value, TINYBIRD_ENABLED: value, ANALYTICS_PROVIDER: "postgres" })))
  }

  it.effect("exactly true asks for them", () => Effect.gen(function*() {
    assert.include((yield* Effect.flip(billing.choice)).message, "POLAR_ENABLED=true")
    assert.include((yield* Effect.flip(analyticsChoice)).message, "TINYBIRD_ENABLED=true")
  }).pipe(withEnv({ POLAR_ENABLED: "true", TINYBIRD_ENABLED: "true" })))

  it.effect("STORAGE_PROVIDER wins over S3_BUCKET_NAME; an unknown one is named", () => Effect.gen(function*() {
    assert.strictEqual(yield* storageChoice, "disk")
    const unknown = yield* Effect.flip(storageChoice.pipe(withEnv({ STORAGE_PROVIDER: "ftp" })))
    assert.include(unknown.message, "STORAGE_PROVIDER is one of disk, s3, not ftp")
  }).pipe(withEnv({ STORAGE_PROVIDER: "disk", S3_BUCKET_NAME: "files" })))

  it.effect("a self-hosted site has everything", () => Effect.gen(function*() {
    const { plan, provider } = yield* Billing
    const mine = yield* plan({ websiteId: WebsiteId.make("01JZ0000000000000000000000"), organizationId: OrganizationId.make("01JZ0000000000000000000001") })
    assert.strictEqual(provider, "self_hosted")
    assert.deepStrictEqual([mine.name, mine.limits.teamMembers, mine.limits.aiTrainingIntervalMinutes], ["self_hosted", null, 0])
    assert.include(mine.features, "auto-translate")
    assert.strictEqual((yield* Ai).provider, "none")
  }).pipe(Effect.provide(Layer.merge(selfHosted.layer, ai.layer)), withEnv(quickStart)))

  it.effect("places come from a trusted proxy's header only", () => Effect.gen(function*() {
    const { locate } = yield* Geo
    const headers = { "cf-ipcountry": "fr", "x-city": "Lyon" }
    const place = { countryCode: "FR", region: null, city: "Lyon", latitude: null, longitude: null }
    assert.deepStrictEqual(yield* locate({ address: "192.0.2.1", isFromTrustedProxy: true, headers }), place)
    assert.strictEqual(yield* locate({ address: "192.0.2.1", isFromTrustedProxy: false, headers }), null)
    assert.strictEqual(yield* locate({ address: "192.0.2.1", isFromTrustedProxy: true, headers: { "cf-ipcountry": "XX" } }), null)
    assert.strictEqual(yield* locate({ address: "192.0.2.1", isFromTrustedProxy: true, headers: {} }), null)
  }).pipe(Effect.provide(geo.layer), withEnv({ GEO_PROVIDER: "header", GEO_CITY_HEADER: "X-City" })))
})
