import * as Effect from "effect/Effect"

/** One HTTP answer of this process: what was asked (a path, or the tag of a procedure), at which address, and the whole text. */
export interface Reply {
  readonly asked: string
  readonly url: string
  readonly text: string
}

/** Everything this process says while the scope lasts: log lines, answers to its own requests, and telemetry to `collector`, each after its path. */
export const watchProcess = Effect.acquireRelease(
  Effect.sync(() => {
    const log: Array<string> = []
    const replies: Array<Reply> = []
    const telemetry: Array<string> = []
    const { debug, error, info, log: print, warn } = console
    const note = (...words: ReadonlyArray<unknown>) => void log.push(words.map((word) => typeof word === "string" ? word : Bun.inspect(word)).join(" "))
    Object.assign(console, { debug: note, error: note, info: note, log: note, warn: note })
    const collector = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: async (request) => (telemetry.push(`${new URL(request.url).pathname} ${await request.text()}`), Response.json({})) })
    const ask = globalThis.fetch
    const watched = async (input: string | URL | Request, init: RequestInit = {}) => {
      const url = input instanceof Request ? input.url : String(input)
      const response = await ask(input, init)
      if (url.startsWith(collector.url.origin)) return response
      const tag = /"tag":"([\w.]+)"/.exec(String(init.body))?.[1]
      const headers = JSON.stringify([...response.headers])
      replies.push({ asked: tag ?? new URL(url).pathname, url, text: `${headers} ${await response.clone().text()}` })
      return response
    }
    globalThis.fetch = Object.assign(watched, { preconnect: ask.preconnect })
    const stop = () => {
      globalThis.fetch = ask
      Object.assign(console, { debug, error, info, log: print, warn })
      return collector.stop(true)
    }
    return { log, replies, telemetry, collector: collector.url.origin, stop }
  }),
  ({ stop }) => Effect.promise(stop)
)
