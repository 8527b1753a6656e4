import { IdempotencyConflict } from "@cossistant/core/publicApi/CurrentApiKey"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { Settings } from "../settings/Settings.ts"
import { makeSecretBox } from "../websites/secretBox.ts"
import { type NamedRequest, ReplyRepo } from "./ReplyRepo.ts"

/**
 * Requests that may be repeated (`Idempotency-Key`, draft-ietf-httpapi-idempotency-key-header): the first that succeeds
 * is answered again, word for word, for a day. One that was refused isn't kept: it may be put right under the same key.
 */
export class Replies extends Context.Service<Replies, {
  readonly once: <E, R>(
    request: NamedRequest,
    answer: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
  ) => Effect.Effect<HttpServerResponse.HttpServerResponse, E | IdempotencyConflict, R>
}>()("api/publicApi/Replies") {
  static readonly layer = Layer.effect(Replies, Effect.gen(function*() {
    const repo = yield* ReplyRepo
    const box = makeSecretBox(Redacted.value((yield* Settings).secrets.encryption))
    const placeOf = ({ idempotencyKey, keyId, websiteId }: NamedRequest) => `reply ${websiteId} ${keyId} ${idempotencyKey}`

    return Replies.of({
      once: Effect.fnUntraced(function*(request, answer) {
        const kept = yield* repo.begin(request)
        if (kept !== undefined) {
          if (kept.requestHash !== request.requestHash) return yield* new IdempotencyConflict({ reason: "other_request" })
          if (kept.status === null || kept.sealed === null) return yield* new IdempotencyConflict({ reason: "under_way" })
          const body = box.open(kept.sealed, placeOf(request))
          const headers = { "idempotency-replayed": "true" }
          return body === ""
            ? HttpServerResponse.empty({ status: kept.status, headers })
            : HttpServerResponse.text(body, { status: kept.status, contentType: "application/json", headers })
        }
        const response = yield* Effect.onExit(answer, (exit) => exit._tag === "Success" && exit.value.status < 300 ? Effect.void : repo.forget(request))
        if (response.status >= 300) return response
        const { body } = response
        const text = body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
        yield* repo.keep(request, response.status, box.seal(text, placeOf(request)))
        return response
      })
    })
  })).pipe(Layer.provide(ReplyRepo.layer))
}
