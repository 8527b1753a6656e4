import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { VisitorLimits } from "../visitors/VisitorLimits.ts"
import { askMany, type Caller, type Outcome } from "./calls.ts"
import { inboxCases } from "./inboxCases.ts"
import { variants } from "./poison.ts"
import { someone, TwoTenants } from "./TwoTenants.ts"
import { widgetCases } from "./widgetCases.ts"

const roomy = Layer.succeed(VisitorLimits, { startsOfPrefix: 1e6, startsOfSite: 1e6, changesOfVisitor: 1e6, changesOfPrefix: 1e6 })

/** Breakages of our own, which no caller may bring about. */
const ours = new Set(["InternalError", "Defect", "Die", "Interrupt", "Nothing"])

const expectAnswers = (tag: string, payloads: ReadonlyArray<unknown>, outcomes: ReadonlyArray<Outcome>) => {
  const broken = outcomes.flatMap((outcome, index) => ours.has(outcome._tag) ? [`${tag} ${JSON.stringify(payloads[index])?.slice(0, 200)}: ${outcome._tag}`] : [])
  for (const outcome of outcomes) {
    if (outcome._tag === "BadRequest") assert.match(String(outcome["id"]), /^[0-9a-f-]{36}$/)
    if (outcome._tag !== "Success") assert.notMatch(JSON.stringify(outcome), /\.[jt]s:\d|node_modules|\bat \w+ \(/)
  }
  return broken
}

layer(TwoTenants.layer.pipe(Layer.provide(roomy)), { excludeTestServices: true, timeout: "60 seconds" })("P22: whatever is sent", (it) => {
  it.effect("in the payload of a procedure gets an answer of the contract", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const broken = yield* Effect.promise(async () => {
      const broken: Array<string> = []
      const run = async (caller: Caller, tag: string, payload: unknown) => {
        const payloads = [...variants(payload)]
        broken.push(...expectAnswers(tag, payloads, await askMany(url, caller, tag, payloads)))
      }
      for (const [tag, { about }] of Object.entries(widgetCases)) {
        if (tag === "visitors.logout" || tag === "sync.subscribe") continue
        const me = await someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173" })
        await run(me.caller, tag, about({ ...acme.things, ...me }))
      }
      for (const [tag, { about }] of Object.entries(inboxCases)) {
        if (tag === "sync.subscribe") continue
        await run({ door: "inbox", origin: url, cookie: acme.owner }, tag, about(acme.things))
      }
      return broken
    })
    assert.deepStrictEqual(broken, [])
  }))
})
