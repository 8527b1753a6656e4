import type { RefusalReason } from "@cossistant/core/websites/InstallStatus"
import { assert, describe, it } from "@effect/vitest"
import { normalizeOrigin, originRefusal } from "./originRules.ts"

const allowedOrigins = ["https://shop.example", "https://*.acme.example", "https://pay.example:8443", "http://lan.example:8080", "http://localhost:3000"]

const cases: ReadonlyArray<readonly [origin: string | null, live: RefusalReason | null, test: RefusalReason | null]> = [
  ["https://shop.example", null, null],
  ["http://shop.example", "https_required", "origin_not_allowed"],
  ["https://shop.example:8443", "origin_not_allowed", "origin_not_allowed"],
  ["https://www.shop.example", "origin_not_allowed", "origin_not_allowed"],
  ["https://shop.example.evil.test", "origin_not_allowed", "origin_not_allowed"],
  ["https://evilshop.example", "origin_not_allowed", "origin_not_allowed"],
  ["https://acme.example", null, null],
  ["https://a.b.acme.example", null, null],
  ["https://notacme.example", "origin_not_allowed", "origin_not_allowed"],
  ["https://a.acme.example:444", "origin_not_allowed", "origin_not_allowed"],
  ["https://pay.example:8443", null, null],
  ["https://pay.example", "origin_not_allowed", "origin_not_allowed"],
  ["http://lan.example:8080", "https_required", null],
  ["http://localhost:3000", "live_key_on_loopback", null],
  ["http://localhost:5173", "live_key_on_loopback", null],
  ["https://localhost", "live_key_on_loopback", null],
  ["http://app.localhost:8000", "live_key_on_loopback", null],
  ["http://127.0.0.1:3000", "live_key_on_loopback", null],
  ["http://127.8.9.1", "live_key_on_loopback", null],
  ["http://[::1]:3000", "live_key_on_loopback", null],
  ["http://192.168.1.5", "https_required", "origin_not_allowed"],
  ["http://localhost.evil.test", "https_required", "origin_not_allowed"],
  ["http://notlocalhost", "https_required", "origin_not_allowed"],
  ["http://127.0.0.1.evil.test", "https_required", "origin_not_allowed"],
  ["file://", "origin_not_allowed", "origin_not_allowed"],
  ["chrome-extension://abcdef", "origin_not_allowed", "origin_not_allowed"],
  ["not an origin", "origin_not_allowed", "origin_not_allowed"],
  ["null", "origin_missing", "origin_missing"],
  [null, "origin_missing", "origin_missing"]
]

describe("P14: a public key", () => {
  for (const [origin, live, test] of cases) {
    it(`on ${origin} is ${live ?? "welcome"} when live and ${test ?? "welcome"} when test`, () => {
      assert.strictEqual(originRefusal({ origin, isTest: false, allowedOrigins }), live)
      assert.strictEqual(originRefusal({ origin, isTest: true, allowedOrigins }), test)
    })
  }
})

it("keeps an origin in one form", () => {
  assert.strictEqual(normalizeOrigin("HTTPS://Shop.Example:443"), "https://shop.example")
  assert.strictEqual(normalizeOrigin("http://shop.example:80"), "http://shop.example")
  assert.strictEqual(normalizeOrigin("https://*.Shop.example:8443"), "https://*.shop.example:8443")
})
