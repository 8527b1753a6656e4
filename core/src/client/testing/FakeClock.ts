import type { Timer } from "../Platform.ts"

/** Time that passes only when it is told to. */
export interface FakeClock {
  now(): number
  setTimeout(run: () => void, ms: number): Timer
  clearTimeout(timer: Timer | undefined): void
  /** Lets everything that is under way without a clock come to rest. */
  settle(): Promise<void>
  /** Passes time, running each timer at its moment. */
  advance(ms: number): Promise<void>
  /** The moments at which something is due, from now. */
  due(): ReadonlyArray<number>
}

/** A clock that starts at `start`, in milliseconds since 1970. */
export const makeFakeClock = (start = Date.UTC(2026, 0, 5, 9)): FakeClock => {
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>()
  let now = start
  let last = 0
  const settle = async () => {
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    now: () => now,
    setTimeout: (run, ms) => {
      timers.set(++last, { at: now + Math.max(0, ms), run })
      return last as unknown as Timer // what a timer is differs between Node and browsers; here it is a number
    },
    clearTimeout: (timer) => void timers.delete(timer as unknown as number),
    settle,
    advance: async (ms) => {
      const end = now + ms
      await settle()
      for (;;) {
        const next = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0]
        if (!next) break
        const [id, { at, run }] = next
        timers.delete(id)
        now = Math.max(now, at)
        run()
        await settle()
      }
      now = end
    },
    due: () => [...timers.values()].map(({ at }) => at - now).sort((a, b) => a - b)
  }
}
