import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { forDevelopment } from "../seed/forDevelopment.ts"
import { outboxLetter, outboxList, outboxNothing, outboxStyles } from "./outboxPage.ts"
import { OutboxRepo } from "./OutboxRepo.ts"

export const pagePolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
// A letter styles itself inline, loads nothing and runs nothing; only our page may frame it.
export const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

const html = (body: string, options: { readonly policy?: string; readonly status?: number } = {}) =>
  HttpServerResponse.text(body, {
    status: options.status ?? 200,
    contentType: "text/html; charset=utf-8",
    headers: { "cache-control": "no-store", "content-security-policy": options.policy ?? pagePolicy }
  })

/** `/dev/outbox`: the letters that were kept instead of sent, for this machine while trying and developing. */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const outbox = yield* OutboxRepo
  const guarded = yield* forDevelopment
  const withLetter = (answer: (letter: Parameters<typeof outboxLetter>[0]) => HttpServerResponse.HttpServerResponse) =>
    Effect.gen(function*() {
      const { id } = yield* HttpRouter.params
      const letter = yield* outbox.find(id ?? "")
      return letter === undefined ? html(outboxNothing(), { status: 404 }) : answer(letter)
    })
  yield* router.add("GET", "/dev/outbox.css", guarded(Effect.succeed(HttpServerResponse.text(outboxStyles, { contentType: "text/css; charset=utf-8" }))))
  yield* router.add("GET", "/dev/outbox", guarded(Effect.map(outbox.newest, (letters) => html(outboxList(letters)))))
  yield* router.add("GET", "/dev/outbox/:id", guarded(withLetter((letter) => html(outboxLetter(letter)))))
  yield* router.add("GET", "/dev/outbox/:id/letter", guarded(withLetter((letter) => html(letter.html, { policy: letterPolicy }))))
})).pipe(Layer.provide(OutboxRepo.layer))
