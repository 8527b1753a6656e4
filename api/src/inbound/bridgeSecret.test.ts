import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { bridgeSecret } from "./sesRoutes.ts"

describe("P26: the secret of the bridge", () => {
  const secretOf = (value: string) => bridgeSecret.pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ SES_WEBHOOK_SECRET: value }))))

  it.effect("is none that anyone can guess", () => Effect.gen(function*() {
    for (const guess of ["x", "secret1", "replace-me"]) {
      const { problems } = yield* Effect.flip(secretOf(guess))
      assert.include(problems[0], "SES_WEBHOOK_SECRET", guess)
      assert.notInclude(problems[0], `${guess}.`)
    }
    assert.strictEqual(yield* secretOf("12345678"), "12345678")
    assert.isUndefined(yield* secretOf(""))
  }))
})
