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
    admissions.remember("a", "Ann", person, Infinity)
    assert.strictEqual(admissions.recall("a"), "Ann")
    sessions.forget({ websiteId, visitorId: "bob" })
    assert.strictEqual(admissions.recall("a"), "Ann")
    sessions.forget(person)
    assert.isUndefined(admissions.recall("a"))
    admissions.remember("a", "Ann", person, 0)
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("what was looked up before a right changed isn't remembered after it", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    admissions.recall("a")
    sessions.forget(person)
    admissions.remember("a", "Ann", person, Infinity)
    assert.isUndefined(admissions.recall("a"))
  }))

  it.effect("a change of the site concerns everyone on it", () => Effect.gen(function*() {
    const sessions = yield* Sessions
    const admissions = sessions.admissions<string>()
    admissions.recall("a")
    admissions.remember("a", "Ann", person, Infinity)
    sessions.forget({ websiteId })
    assert.isUndefined(admissions.recall("a"))
  }))
})
