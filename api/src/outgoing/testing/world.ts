import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Outgoing, type OutgoingRequest, Resolver } from "../Outgoing.ts"

interface Seen {
  readonly path: string
  readonly method: string
  readonly host: string | null
  readonly authorization: string | null
  readonly headers: Headers
  readonly body: string
}

/** A server on loopback, and a client whose names lead where the test says. */
export const world = (options: {
  readonly allow?: string
  readonly hostname?: string
  readonly names?: (host: string) => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
  readonly answer?: (request: Request) => Response | Promise<Response>
}) =>
  Effect.gen(function*() {
    const seen: Array<Seen> = []
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => Bun.serve({
        port: 0,
        hostname: options.hostname ?? "127.0.0.1",
        fetch: async (request) => {
          seen.push({
            path: new URL(request.url).pathname, method: request.method, host: request.headers.get("host"),
            authorization: request.headers.get("authorization"), headers: request.headers, body: await request.text()
          })
          return await options.answer?.(request) ?? new Response("hello")
        }
      })),
      (server) => Effect.promise(() => server.stop(true))
    )
    const resolve = async (host: string) =>
      (await options.names?.(host) ?? ["127.0.0.1"]).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))
    const client = yield* Layer.build(Outgoing.layer.pipe(
      Layer.provide(Layer.succeed(Resolver, resolve)),
      Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ OUTGOING_ALLOW_PRIVATE: options.allow ?? "" })))
    ))
    const ask = (request: OutgoingRequest) => Outgoing.use((outgoing) => outgoing.request(request)).pipe(
      Effect.provideContext(client),
      Effect.match({ onFailure: ({ reason }) => reason, onSuccess: ({ body, status, url }) => ({ status, url, text: Buffer.from(body).toString() }) })
    )
    const check = (url: string) => Outgoing.use((outgoing) => outgoing.check(url)).pipe(
      Effect.provideContext(client),
      Effect.match({ onFailure: ({ reason }) => reason, onSuccess: () => "allowed" as const })
    )
    return { ask, check, port: server.port, seen }
  })

export const loopback = "127.0.0.1/32"
