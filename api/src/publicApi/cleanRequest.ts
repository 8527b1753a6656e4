import * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import { wellFormed } from "../realtime/wellFormed.ts"

/** What a database can't keep, as JSON writes it: NUL, and halves of surrogate pairs. */
const suspicious = /\\u0000|\\u[dD][89a-fA-F]/

const cleaned = (text: string): string => {
  try {
    return JSON.stringify(wellFormed(JSON.parse(text)))
  } catch {
    return text // no JSON at all: told to the sender where it is read
  }
}

/** The request with a body that a database can keep; the very same request nearly always. */
export const cleanRequest = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<HttpServerRequest.HttpServerRequest> =>
  request.method === "GET" || request.method === "DELETE"
    ? Effect.succeed(request)
    : Effect.map(Effect.orDie(request.text), (text) => suspicious.test(text)
      ? Object.create(request, { text: { value: Effect.succeed(cleaned(text)) } }) as typeof request // the same but for its text
      : request)
