import { isPassing } from "@cossistant/core/client/isPassing"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"

/**
 * Asks again and again until there is an answer, whatever the network does; gives up only where the answer is a refusal
 * that isn't among `alsoPassing`.
 */
export const untilAnswered = async <A>(ask: () => Promise<A>, alsoPassing: ReadonlySet<string> = new Set()): Promise<A> => {
  for (let tries = 1;; tries++) {
    try {
      return await ask()
    } catch (failure) {
      if (!(failure instanceof RpcFailure) || tries > 500) throw failure
      if (!isPassing(failure.error) && !alsoPassing.has(failure.message)) throw failure
      await Bun.sleep(Math.random() * Math.min(100, 5 * tries))
    }
  }
}
