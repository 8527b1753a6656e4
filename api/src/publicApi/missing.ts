import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApi from "effect/http-api/HttpApi"
import { problemOf, wordless } from "../http/refusal.ts"

interface Endpoint {
  readonly method: string
  /** As the router knows it: `/v1/contacts/:id`. */
  readonly path: string
}

/** Every endpoint of the contract. */
export const endpoints = (): ReadonlyArray<Endpoint> => {
  const all: Array<Endpoint> = []
  HttpApi.reflect(PublicApi, { onGroup: () => undefined, onEndpoint: ({ endpoint: { method, path } }) => void all.push({ method, path }) })
  return all
}

/**
 * For requests that meet none of `known`: 405 with `Allow` (RFC 9110, 15.5.6) where the address takes other methods,
 * 404 where nothing stands.
 */
export const missingFrom = (known: ReadonlyArray<Endpoint>) => {
  const places = known.map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/:\w+/g, "[^/]+")}/?$`) }))
  return Effect.map(HttpServerRequest.HttpServerRequest, ({ method, url }) => {
    const { pathname } = new URL(url, "http://here")
    const taken = places.filter(({ pattern }) => pattern.test(pathname)).map((place) => place.method)
    // An id that is too long, say, is no endpoint's though its place is.
    const methods = taken.includes(method) ? [] : taken
    const allow = [...new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"])].join(", ")
    const { body, options } = problemOf(methods.length === 0
      ? wordless(404)
      : { tag: "MethodNotAllowed", status: 405, title: `This address takes ${allow}.`, facts: { allow: methods } })
    return HttpServerResponse.jsonUnsafe(body, methods.length === 0 ? options : { ...options, headers: { ...options.headers, allow } })
  })
}
