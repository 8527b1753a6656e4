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
  readonly reject: (failure: RpcFailure<{ readonly _tag: string }>) => void
}

/** A line that may carry a call: takes it and says so, or leaves it to HTTP. */
export interface Carrier {
  carry(frame: RequestFrame, pending: Pending): boolean
  /** Nobody waits any more; `isLate` when there was no answer in time. */
  forget(id: number, isLate: boolean): void
}

/** Milliseconds until an unanswered call is given up. */
const ANSWER_WITHIN = 20_000

export const settle = (exit: Exit, { reject, resolve }: Pending): void => {
  if (exit._tag === "Success") return resolve(exit.value)
  for (const cause of exit.cause) if (cause._tag === "Fail") return reject(new RpcFailure(cause.error))
  const died = exit.cause.find((cause) => cause._tag === "Die")
  reject(new RpcFailure(died ? { _tag: "Defect", defect: died.defect } : { _tag: "Unreachable", status: null }))
}

/** The parts of talking that calls and streams share. */
export const makeWire = ({ platform = browserPlatform, publicKey, secret = () => null, url }: ClientOptions) => {
  let lastId = 0
  const bearer = () => {
    const value = secret()
    return value === null ? undefined : `Bearer ${value}`
  }
  /** Over HTTP the key and the secret travel in headers … */
  const headers = (): Record<string, string> => {
    const authorization = bearer()
    return {
      "content-type": "application/x-ndjson",
      ...(publicKey && { "x-public-key": publicKey }),
      ...(authorization && { authorization })
    }
  }
  const bare = (id: number, tag: string, payload: unknown): RequestFrame =>
    ({ _tag: "Request", id, tag, payload: payload ?? null, headers: [] })
  /** … over a socket the secret is a header of each frame. */
  const signed = (id: number, tag: string, payload: unknown): RequestFrame => {
    const authorization = bearer()
    return { ...bare(id, tag, payload), headers: authorization ? [["authorization", authorization]] : [] }
  }
  const call = (tag: string, payload: unknown, { signal }: CallOptions = {}, carrier?: Carrier) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      const aborter = new AbortController()
      const finish = (isLate = false) => {
        platform.clearTimeout(timer)
        signal?.removeEventListener("abort", onAbort)
        carrier?.forget(id, isLate)
        aborter.abort()
      }
      const pending: Pending = {
        resolve: (value) => (finish(), resolve(value)),
        reject: (failure) => (finish(), reject(failure))
      }
      const onAbort = () => pending.reject(new RpcFailure({ _tag: "Aborted" }))
      const timer = platform.setTimeout(() => {
        finish(true)
        reject(new RpcFailure({ _tag: "Unreachable", status: null }))
      }, ANSWER_WITHIN)
      if (signal?.aborted) return onAbort()
      signal?.addEventListener("abort", onAbort)
      if (carrier?.carry(signed(id, tag, payload), pending)) return
      post(platform, url, { headers: headers(), signal: aborter.signal }, bare(id, tag, payload), (frame) => {
        if (frame._tag === "Exit") settle(frame.exit, pending)
        else if (frame._tag === "Refused") pending.reject(new RpcFailure(frame.error))
      }).then(() => pending.reject(new RpcFailure({ _tag: "Unreachable", status: null })), pending.reject)
    })
  return { platform, url, publicKey, headers, bare, signed, call, nextId: () => ++lastId }
}

/** Calls over HTTP alone: enough where nothing live is wanted yet. */
export const makeCaller = <G>(options: ClientOptions): Caller<G> => {
  const wire = makeWire(options)
  return {
    // The tag says what its answer is.
    call: (tag: string, payload?: unknown, callOptions?: CallOptions) => wire.call(tag, payload, callOptions) as Promise<never>
  }
}
