import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { AiProgress } from "../ai/AiProgress.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"

/** One running program of an installation. */
export interface Node {
  readonly url: string
  readonly port: number
  readonly program: TestProgram["Service"]
  /** What AI agents tell of themselves on it. */
  readonly progress: AiProgress["Service"]
  /** Lets its clients go and ends it. */
  readonly close: () => Promise<void>
}

/** Starts the program in this process on the database at hand, sharing nothing else with any other node. */
export const startNode = (settings: Readonly<Record<string, string>> = {}): Effect.Effect<Node, never, TestDatabase> =>
  Effect.gen(function*() {
    const scope = yield* Scope.make()
    // Without a memo of its own it would share services with the other nodes of this process.
    const services = yield* Layer.buildWithMemoMap(TestProgram.layerOn(settings), Layer.makeMemoMapUnsafe(), scope)
    const program = Context.get(services, TestProgram)
    const close = () => Effect.runPromise(Scope.close(scope, Exit.void))
    const progress = Context.get(services, AiProgress)
    return { progress, url: program.url, port: Number(new URL(program.url).port), program, close }
  }).pipe(Effect.orDie)
