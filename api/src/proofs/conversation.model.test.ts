import { assert, layer } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { freePort } from "../run/freePort.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { VisitorLimits } from "../visitors/VisitorLimits.ts"
import { Step } from "./ConversationModel.ts"
import { type Installation, playScenario } from "./playScenario.ts"
import { type Node, startNode } from "./startNode.ts"

export const roomy = Layer.succeed(VisitorLimits, { startsOfPrefix: 1e6, startsOfSite: 1e6, changesOfVisitor: 1e6, changesOfPrefix: 1e6 })

const installation = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const settings = { PORT: String(freePort("127.0.0.1")) }
  const services = yield* Effect.context<TestDatabase>()
  const start = (): Promise<Node> => Effect.runPromiseWith(services)(startNode(settings).pipe(Effect.provide(roomy)))
  let node = yield* Effect.promise(start)
  yield* Effect.addFinalizer(() => Effect.promise(() => node.close()))
  const { client, cookie, testKey, websiteId } = yield* node.program.firstOwner
  const { secret } = yield* Effect.promise(() => client.call("identitySecrets.add", { websiteId }))
  const at: Installation = {
    port: () => node.port,
    origin: node.url,
    cookie,
    websiteId,
    testKey,
    identitySecret: secret,
    admin,
    restart: async () => {
      await node.close()
      node = await start()
    }
  }
  return at
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("A conversation", (it) => {
  it.effect("keeps one order, loses nothing, doubles nothing and shows nothing that may no longer be seen, whatever happens", () => Effect.gen(function*() {
    const at = yield* installation
    const scenarios = Arbitrary.array(Arbitrary.schema(Step), { minLength: 25, maxLength: 40 })
    const result = yield* Arbitrary.checkEffect(scenarios, (steps) => Effect.gen(function*() {
      const t = performance.now()
      const wrong = yield* Effect.promise(() => playScenario(at, steps))
      console.log(Math.round(performance.now() - t), "ms", wrong.length, steps.map((s) => Object.values(s).join(":")).join(" "))
      if (wrong.length > 0) console.log(wrong.slice(0, 10).join("\n"))
      return wrong.length === 0
    }), { runs: 5, maxShrinks: 5 })
    assert.isUndefined(Arbitrary.formatCheckFailure(result))
  }))
})
void Schema
