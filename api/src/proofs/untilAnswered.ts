import { isPassing } from "@cossistant/core/client/isPassing"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"

export interface Patience {
  /** Refusals that may pass as well, by tag. */
  readonly alsoPassing?: ReadonlySet<string>
  /** Nobody wants to know any more. */
  readonly isOver?: () => boolean
}

/** Asks again and again until there is an answer, whatever the network does; gives up where the answer is a refusal. */
export const untilAnswered = async <A>(ask: () => Promise<A>, { alsoPassing = new Set(), isOver = () => false }: Patience = {}): Promise<A> => {
  for (let tries = 1;; tries++) {
    try {
      return await ask()
    } catch (failure) {
      if (!(failure instanceof RpcFailure) || tries > 1000 || isOver()) throw failure
      if (!isPassing(failure.error) && !alsoPassing.has(failure.message)) throw failure
      await Bun.sleep(Math.random() * Math.min(100, 5 * tries))
    }
  }
}
