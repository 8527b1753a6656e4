import type { Exit, RequestFrame, ServerFrame } from "./frames.ts"
import { browserPlatform, type Platform } from "./Platform.ts"
import { RpcFailure } from "./RpcFailure.ts"

export interface ClientOptions {
  /** Where requests are posted, absolute: `https://host/rpc/widget`. The socket's address is the same with `wss:`. */
  readonly url: string
  /** The same at another address, for sockets only. */
  readonly socketUrl?: string | undefined
  /** A website's public key. Not a secret: it also stands in the socket's address. */
  readonly publicKey?: string | undefined
  /** The bearer secret, read anew for each request; null sends none. Never part of an address. */
  readonly secret?: (() => string | null) | undefined
  readonly platform?: Platform | undefined
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/** A call that waits for its answer. */
export interface Pending {
  readonly resolve: (value: unknown) => void
  /** `isLate` when there was no answer in time. */
  readonly fail: (error: { readonly _tag: string }, isLate?: boolean) => void
}

/** A line that may carry a call: takes it and says so, or leaves it to HTTP. */
export interface Carrier {
  carry(frame: RequestFrame, pending: Pending): boolean
  /** A call over HTTP was answered: the server is there. */
  reached(): void
  /** Nobody waits any more; `isLate` when there was no answer in time. */
  forget(id: number, isLate: boolean): void
}

/** Milliseconds until an unanswered call is given up. */
const ANSWER_WITHIN = 20_000

/** No answer came, or none that can be read. */
const unreachable = (status: number | null) => ({ _tag: "Unreachable", status }) as const
const lost = unreachable(null)

/** Hands an outcome to the call that waits for it. */
const settle = (exit: Exit, { fail, resolve }: Pending): void => {
  if (exit._tag === "Success") return resolve(exit.value)
  const [cause] = exit.cause
  fail(cause?._tag === "Fail" ? cause.error : cause?._tag === "Die" ? { ...cause, _tag: "Defect" } : lost)
}

/** The parts of talking that calls and streams share; what is loaded later gets them from here. */
export const makeWire = ({ platform = browserPlatform, publicKey, secret = () => null, url, socketUrl = url }: ClientOptions) => {
  let lastId = 0
  const nextId = () => ++lastId
  /** The secret travels in a header: of the request over HTTP, of each frame over a socket. */
  const bearer = (): Record<string, string> => {
    const value = secret()
    return value ? { authorization: `Bearer ${value}` } : {}
  }
  const headers = (): Record<string, string> => ({
    "content-type": "application/x-ndjson",
    ...(publicKey && { "x-public-key": publicKey }),
    ...bearer()
  })
  const frame = (id: number, tag: string, payload: unknown, headers: Record<string, string>): RequestFrame =>
    ({ _tag: "Request", id, tag, payload: payload ?? null, headers: Object.entries(headers) })
  /** Asks by POST. One request has one answer; heartbeats before it are empty lines, which JSON takes for space. */
  const ask = async (request: RequestFrame, signal: AbortSignal, pending: Pending, carrier?: Carrier) => {
    let status: number | null = null
    try {
      const response = await platform.fetch(url, { method: "POST", headers: headers(), body: JSON.stringify(request) + "\n", signal })
      status = response.status
      const answer: ServerFrame = JSON.parse(await response.text())
      carrier?.reached()
      if (answer._tag === "Exit") settle(answer.exit, pending)
      else pending.fail(answer._tag === "Refused" ? answer.error : answer._tag === "Defect" ? answer : lost)
    } catch {
      pending.fail(unreachable(status))
    }
  }
  const call = (tag: string, payload: unknown, { signal }: CallOptions = {}, carrier?: Carrier) =>
    new Promise<unknown>((resolve, reject) => {
      const id = nextId()
      const aborter = new AbortController()
      const finish = (isLate = false) => {
        platform.clearTimeout(timer)
        carrier?.forget(id, isLate)
        aborter.abort()
      }
      const pending: Pending = {
        resolve: (value) => {
          finish()
          resolve(value)
        },
        fail: (error, isLate) => {
          finish(isLate)
          reject(new RpcFailure(error))
        }
      }
      const onAbort = () => pending.fail({ _tag: "Aborted" })
      const timer = platform.setTimeout(() => pending.fail(lost, true), ANSWER_WITHIN)
      if (signal?.aborted) return onAbort()
      signal?.addEventListener("abort", onAbort, { signal: aborter.signal })
      if (!carrier?.carry(frame(id, tag, payload, bearer()), pending)) ask(frame(id, tag, payload, {}), aborter.signal, pending, carrier)
    })
  return { platform, url, socketUrl, publicKey, bearer, headers, frame, call, nextId, settle, lost }
}

export type Wire = ReturnType<typeof makeWire>
