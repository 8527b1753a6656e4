import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import { inspect } from "node:util"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SignUpGate } from "./SignUpGate.ts"
import { MemberWorld } from "./testing/MemberWorld.ts"
import { fragment, invite, linkTo, password } from "./testing/people.ts"

const logged: Array<string> = []
const listening = MemberWorld.layer().pipe(
  // What a logger writes: the fiber itself holds the whole program, with what is being dealt with.
  Layer.provide(Logger.layer([Logger.make(({ cause, fiber, message }) => void logged.push(inspect(
    [message, cause, fiber.getRef(References.CurrentLogAnnotations), fiber.getRef(References.CurrentLogSpans)],
    { depth: 8 }
  )))])),
  Layer.provide(Layer.succeed(References.MinimumLogLevel, "All"))
)

/** The tables where somebody could look for a secret; the outbox stands for a mail provider and holds letters as they are. */
const everything = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const tables = yield* admin<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth') and tablename <> 'outbox'`
  const rows = yield* Effect.forEach(tables, ({ name }) => admin.unsafe<{ row: string }>(`select t::text as row from ${name} t`))
  return JSON.stringify(rows)
})

layer(listening, { excludeTestServices: true })("Passwords, tokens and links", (it) => {
  it.effect("stand neither in the log nor in the database, however requests end", () =>
    Effect.gen(function*() {
      const { call, http } = yield* MemberWorld
      const { admin } = yield* TestDatabase
      const owner = fragment(yield* (yield* SignUpGate).firstOwnerLink)
      yield* http("POST", "/api/auth/sign-up/email", { name: 1, email: "owner@acme.test", password, owner })
      const { cookie } = yield* http("POST", "/api/auth/sign-up/email", { name: "Olga", email: "owner@acme.test", password, owner })
      const { website } = yield* call("websites.create", { name: "Acme", domain: "acme.test", installationTarget: "react" }, { cookie })
      const invitation = yield* invite({ cookie }, website.id, "bob@acme.test")
      const typo = "correct horse batteri"
      yield* http("POST", "/api/auth/sign-in/email", { email: "owner@acme.test", password: typo })
      yield* http("POST", "/api/auth/request-password-reset", { email: "owner@acme.test" })
      const { secret: reset } = yield* linkTo("owner@acme.test", "Choose a new password")
      yield* admin`alter table auth.accounts rename to elsewhere`
      const broken = yield* http("POST", "/api/auth/reset-password", { token: reset, newPassword: "another long one" })
      yield* admin`alter table auth.elsewhere rename to accounts`
      assert.strictEqual(broken.status, 500)
      assert.isAbove(logged.length, 0)

      const session = decodeURIComponent(cookie?.split("=")[1] ?? "").split(".")[0]
      const kept = yield* everything
      assert.include(kept, "owner@acme.test")
      for (const secret of [password, typo, "another long one", owner, invitation.secret, reset, session ?? ""]) {
        assert.isAbove(secret.length, 10)
        assert.notInclude(logged.join("\n"), secret)
        assert.notInclude(kept, secret)
        assert.notInclude(JSON.stringify(broken.body), secret)
      }
    }))
})
