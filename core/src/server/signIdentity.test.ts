import { assert, it } from "@effect/vitest"
import { jwtVerify } from "jose"
import { signIdentity } from "./signIdentity.ts"

const secret = `is_${"0".repeat(64)}`
const websiteId = "01JZ0000000000000000000000"

it("signs the published test vector", async () => {
  assert.strictEqual(
    await signIdentity({ secret, websiteId, externalId: "user_1", email: "jane@acme.com" }, 1_750_000_000_000),
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6ImphbmVAYWNtZS5jb20iLCJzdWIiOiJ1c2VyXzEiLCJhdWQiOiIwMUpaMDAwMDAwMDAwMDAwMDAwMDAwMDAwMCIsImlhdCI6MTc1MDAwMDAwMCwiZXhwIjoxNzUwMDAzNjAwfQ.K-XYa4NVmLpCSVwLfOhJUD-fL6Z7TBXW_XOTrtmIzf8"
  )
})

it("signs to the millisecond, for one hour unless told otherwise", async () => {
  const token = await signIdentity({ secret, websiteId, externalId: "user_1", expiresInSeconds: 60 }, 1_750_000_000_123)
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { currentDate: new Date(1_750_000_000_500) })
  assert.deepStrictEqual(payload, { sub: "user_1", aud: websiteId, iat: 1_750_000_000.123, exp: 1_750_000_060.123 })
})

it("names what is empty, as a variable is that nobody set", async () => {
  const whole = { secret, websiteId, externalId: "user_1" }
  for (const name of ["secret", "websiteId", "externalId"] as const) {
    const refused = await signIdentity({ ...whole, [name]: "" }).then(() => null, (error: Error) => error.message)
    assert.strictEqual(refused, `signIdentity: ${name} is empty.`)
  }
})
