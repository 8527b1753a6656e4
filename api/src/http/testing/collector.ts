import * as Effect from "effect/Effect"

/**
 * An OTLP collector that notes what reaches it, by path as `/v1/traces`, until the scope ends. `answer.status` is what it
 * says; between `leave` and `comeBack` nobody is there.
 */
export const collector = Effect.acquireRelease(
  Effect.sync(() => {
    const received = new Map<string, ReadonlyArray<string>>()
    const answer = { status: 200 }
    const open = (port: number) => Bun.serve({
      hostname: "127.0.0.1",
      port,
      fetch: async (request) => {
        const { pathname } = new URL(request.url)
        received.set(pathname, [...received.get(pathname) ?? [], await request.text()])
        return Response.json({}, { status: answer.status })
      }
    })
    let server = open(0)
    const { port, url } = server
    return {
      received, answer, url: url.origin,
      leave: () => server.stop(true),
      comeBack: () => void (server = open(port ?? 0))
    }
  }),
  ({ leave }) => Effect.promise(leave)
)
