import type { LookupAddress } from "node:dns"
import type { IncomingHttpHeaders } from "node:http"
import { OutgoingFailed } from "./OutgoingError.ts"

export interface Asked {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * One HTTP exchange with exactly these addresses, whatever the host's name leads to by now; TLS still proves the name.
 * Never follows a redirect, never keeps the connection. Rejects with `OutgoingFailed`.
 */
export const pinnedRequest = async ({ body, headers, maxBytes, method, signal, url }: Asked, addresses: ReadonlyArray<LookupAddress>): Promise<Answered> => {
  // Both take a while to load, and most servers ask nobody.
  const { request: ask } = url.protocol === "https:" ? await import("node:https") : await import("node:http")
  return new Promise((resolve, reject) => {
    const first = addresses[0] ?? { address: "0.0.0.0", family: 4 }
    const request = ask({
      method,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port === "" ? undefined : Number(url.port),
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, connection: "close", "accept-encoding": "identity", ...headers },
      agent: false,
      signal,
      lookup: (_, options, done) => options.all === true ? done(null, [...addresses]) : done(null, first.address, first.family)
    }, (answer) => {
      const pieces: Array<Uint8Array> = []
      let size = 0
      answer.on("data", (piece: Uint8Array) => {
        size += piece.byteLength
        if (size <= maxBytes) return void pieces.push(piece)
        reject(new OutgoingFailed({ reason: "too_large" }))
        request.destroy()
      })
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: textHeaders(answer.headers), body: Buffer.concat(pieces) }))
      answer.on("error", (error) => reject(failureOf(error, signal)))
      answer.on("close", () => reject(new OutgoingFailed({ reason: signal.aborted ? "timeout" : "unreachable" })))
    })
    request.on("error", (error) => reject(failureOf(error, signal)))
    request.end(body)
  })
}

const textHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]]))

const failureOf = (error: Error & { readonly code?: string }, signal: AbortSignal) =>
  new OutgoingFailed({ reason: signal.aborted ? "timeout" : /CERT|TLS|SSL|certificate|altnames/i.test(`${error.code} ${error.message}`) ? "tls" : "unreachable" })
