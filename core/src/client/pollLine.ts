import { type Loss, type OpenLine, type OpenStream, POLL_EVERY } from "./Line.ts"
import type { Platform } from "./Platform.ts"
import { isPassing, RpcFailure } from "./RpcFailure.ts"

/** Lines that ask every 3 s, by each stream's own `poll`. */
export const pollLine = (platform: Platform): OpenLine => (streams, events) => {
  const timers = new Map<number, ReturnType<Platform["setTimeout"]> | undefined>()
  const end = (loss?: Loss) => {
    for (const timer of timers.values()) platform.clearTimeout(timer)
    if (timers.size > 0 && loss) events.lost(loss)
    timers.clear()
  }
  const subscribe = (stream: OpenStream) => {
    const { id } = stream
    const ask = () => {
      stream.poll().then((values) => {
        if (!timers.has(id)) return
        events.frame({ _tag: "Chunk", requestId: id, values })
        if (timers.has(id)) timers.set(id, platform.setTimeout(ask, POLL_EVERY))
      }).catch((cause: unknown) => {
        if (!timers.has(id)) return
        const error = cause instanceof RpcFailure ? cause.error : { _tag: "Defect" }
        if (isPassing(error)) return end({ _tag: "Cut" })
        events.frame({ _tag: "Exit", requestId: id, exit: { _tag: "Failure", cause: [{ _tag: "Fail", error }] } })
      })
    }
    timers.set(id, undefined)
    ask()
  }
  for (const stream of streams()) subscribe(stream)
  return {
    transport: "poll",
    subscribe,
    unsubscribe: (id) => {
      platform.clearTimeout(timers.get(id))
      timers.delete(id)
    },
    send: () => false,
    check: () => {},
    close: () => end()
  }
}
