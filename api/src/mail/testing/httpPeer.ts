/** A request as a vendor's API got it. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export interface HttpPeer {
  readonly url: string
  readonly requests: Array<HttpRequest>
  /** What it answers to the next request; `null` never answers. */
  answer: (request: HttpRequest) => Response | null
  readonly close: () => Promise<void>
}

/** A vendor's API played on this machine. */
export const startHttpPeer = (answer: HttpPeer["answer"]): HttpPeer => {
  const requests: Array<HttpRequest> = []
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 60,
    fetch: async (request) => {
      const text = await request.text()
      const seen = { method: request.method, path: new URL(request.url).pathname, headers: request.headers, body: text === "" ? {} : JSON.parse(text) }
      requests.push(seen)
      return peer.answer(seen) ?? new Promise<Response>(() => undefined)
    }
  })
  const peer: HttpPeer = { url: `http://127.0.0.1:${server.port}`, requests, answer, close: () => server.stop(true) }
  return peer
}
