import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { sampleList } from "../mail/outboxPage.ts"
import { letterPolicy, pagePolicy } from "../mail/outboxRoutes.ts"
import { forDevelopment } from "../seed/forDevelopment.ts"
import { Settings } from "../settings/Settings.ts"
import { samples } from "./samples.ts"

const html = (body: string, policy: string, status = 200) =>
  HttpServerResponse.text(body, {
    status,
    contentType: "text/html; charset=utf-8",
    headers: { "cache-control": "no-store", "content-security-policy": policy }
  })

/** `/dev/letters`: every kind of letter with samples in it, for this machine while trying and developing. */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  const guarded = yield* forDevelopment
  const all = samples(publicUrl)
  yield* router.add("GET", "/dev/letters", guarded(Effect.succeed(html(sampleList(Object.keys(all)), pagePolicy))))
  yield* router.add("GET", "/dev/letters/:name", guarded(Effect.gen(function*() {
    const { name = "" } = yield* HttpRouter.params
    const letter = Object.hasOwn(all, name) ? yield* all[name] ?? Effect.succeed(undefined) : undefined
    return letter === undefined ? html(sampleList(Object.keys(all)), pagePolicy, 404) : html(letter.html, letterPolicy)
  })))
}))
