import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { freePort } from "../run/freePort.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { VisitorLimits } from "../visitors/VisitorLimits.ts"
import type { Installation } from "./playScenario.ts"
import { type Node, startNode } from "./startNode.ts"

/** Nobody here is too fast: what is tested is not the limits. */
const roomy = Layer.succeed(VisitorLimits, { startsOfPrefix: 1e6, startsOfSite: 1e6, changesOfVisitor: 1e6, changesOfPrefix: 1e6, feedbackOfVisitor: 1e6, feedbackOfPrefix: 1e6 })

/** One node with an owner and a site; it may be closed and started again on the same database and port. */
export const installation = Effect.gen(function*() {
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
