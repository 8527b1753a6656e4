import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { createHash } from "node:crypto"
import type { InboundRepo } from "./InboundRepo.ts"
import type { Unbelieved } from "./signature.ts"

/** A call that isn't believed: 401, and nothing of it was read. */
export class CallRefused extends Schema.TaggedError<CallRefused>()("CallRefused", {
  reason: Schema.Literals(["no_secret", "unsigned", "wrong_signature", "stale", "replayed"])
}, { httpApiStatus: 401 }) {}

export const refuseCall = (reason: Unbelieved) => Effect.fail(new CallRefused({ reason }))

export const header = (request: HttpServerRequest.HttpServerRequest, name: string): string => request.headers[name] ?? ""

/** What became of one entry of a call. `failed` is worth sending again, all others are dealt with. */
export interface EntryAnswer {
  readonly status: "taken" | "dropped" | "received" | "refused" | "report" | "recorded" | "ignored" | "invalid" | "failed"
  readonly id?: string | null
  readonly reason?: string | null
}

/** 200 when every entry was dealt with, 400 when none could be read, 503 when some of them should come again. */
export const answerEntries = (entries: ReadonlyArray<EntryAnswer>): HttpServerResponse.HttpServerResponse => {
  const failed = entries.some(({ status }) => status === "failed")
  const status = failed ? 503 : entries.every(({ status }) => status === "invalid") ? 400 : 200
  return HttpServerResponse.jsonUnsafe({ received: !failed, entries }, { status })
}

/**
 * Answers a call that has proven where it comes from, once: its signature is worth nothing a second time, unless the first
 * answer was that it should come again.
 */
export const once = Effect.fnUntraced(function*<E, R>(
  repo: InboundRepo["Service"],
  signature: string,
  work: Effect.Effect<ReadonlyArray<EntryAnswer>, E, R>
) {
  const key = createHash("sha256").update(signature).digest("base64url")
  if (!(yield* repo.answer(key))) return yield* refuseCall("replayed")
  const entries = yield* Effect.onError(work, () => repo.forgetCall(key))
  if (entries.some(({ status }) => status === "failed")) yield* repo.forgetCall(key)
  return answerEntries(entries)
})

/** A call's body, once its headers promise that reading it is worthwhile. */
export const bodyOf = Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => request.arrayBuffer).pipe(
  Effect.map((buffer) => new Uint8Array(buffer)),
  Effect.orElseSucceed(() => new Uint8Array())
)

/** The entries of a body: one object, or each of an array. Undefined when it is no JSON of either kind. */
export const entriesOf = (body: Uint8Array): ReadonlyArray<unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return Array.isArray(value) ? value : typeof value === "object" && value !== null ? [value] : undefined
  } catch {
    return undefined
  }
}

export const noEntries = HttpServerResponse.jsonUnsafe({ received: false, entries: [] }, { status: 400 })
