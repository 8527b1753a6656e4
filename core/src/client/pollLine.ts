import { makeLife, type OpenLine, type OpenStream } from "./Line.ts"
import type { Platform } from "./Platform.ts"
import { isPassing } from "./isPassing.ts"
import type { RpcFailure } from "./RpcFailure.ts"

/** Milliseconds between two polls. */
const POLL_EVERY = 3_000

/** Lines that ask every 3 s for the news of all streams, by each stream's own `poll`. */
export const pollLine = (platform: Platform): OpenLine => (streams, events) => {
  const { cut, end, hear, wait } = makeLife(platform, events, () => {})
  const ask = async ({ id, poll }: OpenStream) => {
    try {
      hear({ _tag: "Chunk", requestId: id, values: await poll() })
    } catch (cause) {
      // A poll is a call, and calls reject with nothing else; anything else is a mistake of ours.
      const { error = { _tag: "Defect" } } = cause as Partial<RpcFailure<never>>
      if (isPassing(error)) cut()
      else hear({ _tag: "Exit", requestId: id, exit: { _tag: "Failure", cause: [{ _tag: "Fail", error }] } })
    }
  }
  const round = async () => {
    await Promise.all(Array.from(streams(), ask))
    wait(POLL_EVERY, round)
  }
  void round()
  return {
    transport: "poll", subscribe: (stream) => void ask(stream), unsubscribe: () => {}, close: end
  }
}
