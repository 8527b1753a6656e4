import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { isLocalRequest } from "../http/localRequest.ts"
import { Settings } from "../settings/Settings.ts"

/** Closes a route to everyone but this machine, and in production to all: it answers 404. */
export const forDevelopment = Effect.map(Settings, ({ entry }) =>
  <E, R>(answer: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
    Effect.flatMap(
      entry === "start" ? Effect.succeed(false) : isLocalRequest,
      (isOpen) => isOpen ? answer : Effect.succeed(HttpServerResponse.empty({ status: 404 }))
    ))
