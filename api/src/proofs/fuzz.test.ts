import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { VisitorLimits } from "../visitors/VisitorLimits.ts"
import * as Schema from "effect/Schema"
import { WireSocket } from "../realtime/testing/wireClient.ts"
import { Epoch } from "../sql/Epoch.ts"
import { askMany, type Caller, type Outcome, overHttp } from "./calls.ts"
import { inboxCases } from "./inboxCases.ts"
import { variants } from "./poison.ts"
import { firstWords, someone, TwoTenants } from "./TwoTenants.ts"
import { widgetCases } from "./widgetCases.ts"

const roomy = Layer.succeed(VisitorLimits, { startsOfPrefix: 1e6, startsOfSite: 1e6, changesOfVisitor: 1e6, changesOfPrefix: 1e6, feedbackOfVisitor: 1e6, feedbackOfPrefix: 1e6 })

/** A line of a stack, or a place in our code. */
const ourCode = /\.[jt]s:\d|node_modules|\bat \w+ \(/

/** Breakages of our own, which no caller may bring about. */
const ours = new Set(["InternalError", "Defect", "Die", "Interrupt", "Nothing"])

const expectAnswers = (tag: string, payloads: ReadonlyArray<unknown>, outcomes: ReadonlyArray<Outcome>) => {
  const answers = outcomes.flatMap((outcome, index) => ours.has(outcome._tag) ? [`${tag} ${JSON.stringify(payloads[index])?.slice(0, 200)}: ${outcome._tag}`] : [])
  for (const outcome of outcomes) {
    if (outcome._tag === "BadRequest") assert.match(String(outcome["id"]), /^[0-9a-f-]{36}$/)
    if (outcome._tag !== "Success") assert.notMatch(JSON.stringify(outcome), ourCode)
  }
  return answers
}

const broken = Schema.Struct({
  at: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 200 })),
  cut: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 })),
  insert: Schema.String,
  isBinary: Schema.Boolean
})

layer(TwoTenants.layer.pipe(Layer.provide(roomy)), { excludeTestServices: true, timeout: "60 seconds" })("P22: whatever is sent", (it) => {
  it.effect("in the payload of a procedure gets an answer of the contract", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const found = yield* Effect.promise(async () => {
      const found: Array<string> = []
      const run = async (caller: Caller, tag: string, payload: unknown) => {
        const payloads = [...variants(payload)]
        const ask = overHttp(url, caller)
        const outcomes = tag === "sync.subscribe" ? await Promise.all(payloads.map((one) => ask(tag, one))) : await askMany(url, caller, tag, payloads)
        found.push(...expectAnswers(tag, payloads, outcomes))
      }
      for (const [tag, { about }] of Object.entries(widgetCases)) {
        if (tag === "visitors.logout") continue
        const me = await someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173" })
        await run(me.caller, tag, about({ ...acme.things, ...me }))
      }
      for (const [tag, { about }] of Object.entries(inboxCases)) {
        await run({ door: "inbox", origin: url, cookie: other.owner }, tag, about(other.things))
      }
      return found
    })
    assert.deepStrictEqual(found, [])
  }))

  it.effect("as a place in the news gets them, or a word to read everything anew", () => Effect.gen(function*() {
    const { acme: { testVisitor }, url } = yield* TwoTenants
    const { id } = yield* Epoch
    const places = ["0", "1", "9223372036854775807", "18446744073709551615", "18446744073709551616", "99999999999999999999", "-1", "1e3", "", "1;"]
    const payloads = places.flatMap((place) => ["1", "99999", "x", ""].map((day) => ({ token: `${id}.${place}.${day}` })))
    const outcomes = yield* Effect.promise(() => askMany(url, testVisitor.caller, "sync.pull", payloads))
    assert.deepStrictEqual(expectAnswers("sync.pull", payloads, outcomes), [])
    for (const outcome of outcomes) assert.strictEqual(outcome._tag, "Success")
  }))

  it.effect.prop("as a broken frame is answered to its sender, who may go on as may everybody else", [broken], ([{ at, cut, insert, isBinary }]) =>
    Effect.gen(function*() {
      const { acme, url } = yield* TwoTenants
      const { conversationId, messageId } = acme.testVisitor
      const whole = JSON.stringify({
        _tag: "Request", id: 1, tag: "conversations.send", headers: [["authorization", `Bearer ${acme.testVisitor.caller.secret}`]],
        payload: { conversationId, messageId, text: firstWords }
      })
      const text = whole.slice(0, at) + insert + whole.slice(at + cut) + "\n"
      const socket = yield* WireSocket.open(`${url.replace("http", "ws")}/rpc/widget?key=${acme.testKey}`, { origin: "http://localhost:5173" })
      socket.socket.send(isBinary ? new TextEncoder().encode(text) : text)
      const { exit } = yield* socket.call("after", "websites.get")
      assert.strictEqual(exit?._tag, "Success")
      for (const frame of socket.frames) {
        assert.include(["Exit", "Defect", "Pong"], frame._tag)
        assert.notMatch(JSON.stringify(frame), ourCode)
        assert.notInclude(JSON.stringify(frame), "InternalError")
      }
      const neighbour = yield* Effect.promise(() => overHttp(url, acme.liveVisitor.caller)("conversations.list", {}))
      assert.strictEqual(neighbour._tag, "Success")
    }).pipe(Effect.scoped), { arbitrary: { runs: 150, maxShrinks: 50 } })

  it.effect("as the body of an account's request is refused without a word about us", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    const good = {
      "/sign-up/email": { name: "A", email: "a@acme.test", password: "x" }, "/sign-in/email": { email: "a@acme.test", password: "x" },
      "/request-password-reset": { email: "a@acme.test" }, "/reset-password": { token: "x", newPassword: "y" },
      "/change-password": { currentPassword: "x", newPassword: "y" }, "/send-verification-email": { email: "a@acme.test" },
      "/confirm-email": { token: "x" }, "/sign-out": {}
    }
    yield* Effect.promise(async () => {
      for (const [path, body] of Object.entries(good)) {
        const texts = ["", "{", "null", "[]", `"x"`, `{"__proto__":1}`, "\u0000", ...[...variants(body)].filter((_, index) => index % 5 === 0).map((value) => JSON.stringify(value))]
        for (const [n, text] of texts.entries()) {
          const response = await fetch(`${url}/api/auth${path}`, {
            method: "POST", body: text, headers: { origin: url, "content-type": "application/json", "x-forwarded-for": `192.0.2.${n % 250}` }
          })
          assert.isBelow(response.status, 500, `${path} ${text.slice(0, 100)}`)
          assert.notMatch(await response.text(), ourCode)
        }
      }
    })
  }))
})
