import { WebsiteId } from "@cossistant/core/websites/Website"
import { Ulid } from "@cossistant/core/ids/Ulid"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { CallerAddress } from "../http/ClientAddress.ts"
import { SignIns } from "../members/SignIns.ts"
import { Settings } from "../settings/Settings.ts"
import { Inbound } from "./Inbound.ts"
import { originalHtml, originalPolicy } from "./originalHtml.ts"
import { parseMail } from "./parseMail.ts"

const Named = Schema.Struct({ websiteId: WebsiteId, id: Ulid })
const nothing = HttpServerResponse.text("There is no such letter.", { status: 404 })
const locked = HttpServerResponse.text("The plan of this site locks the conversation this letter belongs to. A larger plan shows it.", { status: 402 })
const inert = { "cache-control": "no-store, private", "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin", "referrer-policy": "no-referrer" }

/**
 * `GET /api/mail/originals/<website>/<letter>`: the letter for a frame of ours, with `?images=remote` also its remote pictures;
 * `…/source` the letter as it came, to be saved. For the site's team, by the session's cookie: a frame sends no Origin.
 */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const inbound = yield* Inbound
  const signIns = yield* SignIns
  const { origin } = new URL((yield* Settings).publicUrl)

  const forTeam = (answer: (raw: Uint8Array, url: string) => Promise<HttpServerResponse.HttpServerResponse>) => Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { id, websiteId } = yield* Schema.decodeUnknownEffect(Named)(yield* HttpRouter.params)
    const member = yield* signIns.member({
      clientId: -1,
      door: "inbox",
      transport: "request",
      // Nothing is changed here, and what is answered no other page can read.
      origin,
      cookie: request.headers["cookie"] ?? null,
      publicKey: null,
      openedAt: yield* Clock.currentTimeMillis,
      address: yield* CallerAddress,
      userAgent: request.headers["user-agent"] ?? null,
      acceptLanguage: null
    }, websiteId, "member")
    const raw = yield* inbound.original(member, id)
    return raw === null ? nothing : yield* Effect.promise(() => answer(raw, request.url))
  }).pipe(Effect.catchTag("LimitReached", () => Effect.succeed(locked)), Effect.orElseSucceed(() => nothing))

  yield* router.add("GET", "/api/mail/originals/:websiteId/:id", forTeam(async (raw, url) => {
    const options = { remoteImages: url.includes("images=remote") }
    return HttpServerResponse.text(await originalHtml(await parseMail(raw), options), {
      contentType: "text/html; charset=utf-8",
      headers: { ...inert, "content-security-policy": originalPolicy(options) }
    })
  }))
  yield* router.add("GET", "/api/mail/originals/:websiteId/:id/source", forTeam(async (raw) =>
    HttpServerResponse.uint8Array(raw, {
      contentType: "application/octet-stream",
      headers: { ...inert, "content-disposition": "attachment; filename=\"letter.eml\"", "content-security-policy": "default-src 'none'; sandbox" }
    })))
}))
