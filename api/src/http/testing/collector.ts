import * as Effect from "effect/Effect"

/** An OTLP collector that notes what reaches it, by path as `/v1/traces`, until the scope ends. */
export const collector = Effect.acquireRelease(
  Effect.sync(() => {
    const received = new Map<string, ReadonlyArray<string>>()
    const server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: async (request) => {
        const { pathname } = new URL(request.url)
        received.set(pathname, [...received.get(pathname) ?? [], await request.text()])
        return Response.json({})
      }
    })
    return { received, url: server.url.origin, server }
  }),
  ({ server }) => Effect.promise(() => server.stop(true))
)
