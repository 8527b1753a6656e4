import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Sessions } from "./Sessions.ts"

const websiteId = WebsiteId.make("01JZ0000000000000000000000")
const person = { websiteId, visitorId: "ann" }

layer(Sessions.layer)("Sessions", (it) => {
  it.effect("a remembered person is known until their time is over or their rights change", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    assert.isUndefined(admissions.recall("a"))
    admissions.remember(sessions.changes(), "a", "Ann", person, Infinity)
    assert.strictEqual(admissions.recall("a"), "Ann")
    sessions.forget({ websiteId, visitorId: "bob" })
    assert.strictEqual(admissions.recall("a"), "Ann")
    sessions.forget(person)
    assert.isUndefined(admissions.recall("a"))
    admissions.remember(sessions.changes(), "a", "Ann", person, 0)
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("what was looked up before a right changed isn't remembered after it", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    const asked = sessions.changes()
    sessions.forget(person)
    admissions.remember(asked, "a", "Ann", person, Infinity)
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("nor when somebody else asked for the same person meanwhile, after the change", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    const before = sessions.changes()
    admissions.recall("a")
    sessions.forget(person)
    const after = sessions.changes()
    admissions.recall("a")
    admissions.remember(before, "a", "Ann as she was", person, Infinity)
    assert.isUndefined(admissions.recall("a"))
    admissions.remember(after, "a", "Ann as she is", person, Infinity)
    admissions.remember(before, "a", "Ann as she was", person, Infinity)
    assert.strictEqual(admissions.recall("a"), "Ann as she is")
  }))

  it.effect("what was looked up while others' rights changed is remembered", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    const asked = sessions.changes()
    sessions.forget({ websiteId, visitorId: "bob" })
    admissions.remember(asked, "a", "Ann", person, Infinity)
    assert.strictEqual(admissions.recall("a"), "Ann")
  }))

  it.effect("a change of the site concerns everyone on it", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    admissions.remember(sessions.changes(), "a", "Ann", person, Infinity)
    sessions.forget({ websiteId })
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("a change of another site concerns nobody here", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    admissions.remember(sessions.changes(), "a", "Ann", person, Infinity)
    sessions.forget({ websiteId: WebsiteId.make("01JZ0000000000000000000001") })
    assert.strictEqual(admissions.recall("a"), "Ann")
  }))

  it.effect("nobody is remembered who was looked up before more changes than are known", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    const asked = sessions.changes()
    sessions.forget(person)
    for (let n = 0; n < 1000; n++) sessions.forget({ websiteId, visitorId: `other ${n}` })
    admissions.remember(asked, "a", "Ann as she was", person, Infinity)
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("of very many the oldest goes, to be asked for anew", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<number>()
    for (let n = 0; n <= 100_000; n++) admissions.remember(sessions.changes(), `${n}`, n, { websiteId, visitorId: `${n}` }, Infinity)
    assert.isUndefined(admissions.recall("0"))
    assert.strictEqual(admissions.recall("1"), 1)
    assert.strictEqual(admissions.recall("100000"), 100_000)
  }))
})
