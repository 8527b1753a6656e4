import type { Exit, RequestFrame } from "./frames.ts"
import { browserPlatform, type Platform } from "./Platform.ts"
import { post } from "./post.ts"
import type { PayloadArgs, SuccessEnc, UnaryTag } from "./procedures.ts"
import { RpcFailure } from "./RpcFailure.ts"

export interface ClientOptions {
  /** Where requests are posted, absolute: `https://host/rpc/widget`. The socket's address is the same with `wss:`. */
  readonly url: string
  /** A website's public key. Not a secret: it also stands in the socket's address. */
  readonly publicKey?: string | undefined
  /** The bearer secret, read anew for each request; null sends none. Never part of an address. */
  readonly secret?: (() => string | null) | undefined
  readonly platform?: Platform | undefined
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/** Asks what answers once, of a server that serves the RPC group `G`. */
export interface Caller<G> {
  /**
   * Rejects with `RpcFailure<ErrorEnc<G, T>>`: the procedure's typed error, or a `TransportError` after at most 20 s.
   * Never repeats a call by itself.
   */
  call<T extends UnaryTag<G>>(tag: T, ...args: PayloadArgs<G, T, CallOptions>): Promise<SuccessEnc<G, T>>
}

/** A call that waits for its answer. */
export interface Pending {
  readonly resolve: (value: unknown) => void
  readonly fail: (error: { readonly _tag: string }) => void
}

/** A line that may carry a call: takes it and says so, or leaves it to HTTP. */
export interface Carrier {
  carry(frame: RequestFrame, pending: Pending): boolean
  /** Nobody waits any more; `isLate` when there was no answer in time. */
  forget(id: number, isLate: boolean): void
}

/** Milliseconds until an unanswered call is given up. */
const ANSWER_WITHIN = 20_000

/** No answer came. */
export const lost = { _tag: "Unreachable", status: null } as const

/** Hands an outcome to the call that waits for it. */
export const settle = (exit: Exit, { fail, resolve }: Pending): void => {
  if (exit._tag === "Success") return resolve(exit.value)
  const [cause] = exit.cause
  fail(cause?._tag === "Fail" ? cause.error : cause?._tag === "Die" ? { ...cause, _tag: "Defect" } : lost)
}

/** The parts of talking that calls and streams share. */
export const makeWire = ({ platform = browserPlatform, publicKey, secret = () => null, url }: ClientOptions) => {
  let lastId = 0
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
  const call = (tag: string, payload: unknown, { signal }: CallOptions = {}, carrier?: Carrier) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      const aborter = new AbortController()
      const finish = (tell: () => void, isLate = false) => {
        platform.clearTimeout(timer)
        carrier?.forget(id, isLate)
        aborter.abort()
        tell()
      }
      const fail = (error: { readonly _tag: string }, isLate?: boolean) => finish(() => reject(new RpcFailure(error)), isLate)
      const pending: Pending = { resolve: (value) => finish(() => resolve(value)), fail }
      const onAbort = () => fail({ _tag: "Aborted" })
      const timer = platform.setTimeout(() => fail(lost, true), ANSWER_WITHIN)
      if (signal?.aborted) return onAbort()
      signal?.addEventListener("abort", onAbort, { signal: aborter.signal })
      if (carrier?.carry(frame(id, tag, payload, bearer()), pending)) return
      post(platform, url, { headers: headers(), signal: aborter.signal }, frame(id, tag, payload, {}), (answer) => {
        if (answer._tag === "Exit") settle(answer.exit, pending)
        else if (answer._tag === "Refused") fail(answer.error)
        else if (answer._tag === "Defect") fail(answer)
      }).then(() => fail(lost), ({ error }: RpcFailure<never>) => fail(error))
    })
  return { platform, url, publicKey, bearer, headers, frame, call, nextId: () => ++lastId }
}

export type Wire = ReturnType<typeof makeWire>

/** Calls over HTTP alone: enough where nothing live is wanted yet. */
export const makeCaller = <G>(options: ClientOptions): Caller<G> => {
  const { call } = makeWire(options)
  // The tag says what its answer is.
  return { call: (tag: string, payload?: unknown, callOptions?: CallOptions) => call(tag, payload, callOptions) as Promise<never> }
}
