import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Etag from "effect/http/Etag"
import * as HttpPlatform from "effect/http/HttpPlatform"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { pagePolicy } from "../http/securityHeaders.ts"
import { Settings } from "../settings/Settings.ts"
import { anyOrigin } from "./answerHeaders.ts"
import { ApiConversations } from "./ApiConversations.ts"
import * as apiDoor from "./apiDoor.ts"
import { ApiRate } from "./ApiRate.ts"
import { Callers } from "./Callers.ts"
import { Contacts } from "./Contacts.ts"
import { contactsHandlers } from "./contactsHandlers.ts"
import { conversationsHandlers } from "./conversationsHandlers.ts"
import { docsPage } from "./docsPage.ts"
import { feedbackHandlers } from "./feedbackHandlers.ts"
import { FeedbackLog } from "./FeedbackLog.ts"
import { messagesHandlers } from "./messagesHandlers.ts"
import { endpoints, missingFrom } from "./missing.ts"
import { openApiDocument } from "./openApi.ts"
import { PrivateKeys } from "./PrivateKeys.ts"
import { Replies } from "./Replies.ts"
import { uploadsHandlers } from "./uploadsHandlers.ts"
import { visitorsHandlers } from "./visitorsHandlers.ts"
import { websitesHandlers } from "./websitesHandlers.ts"

/** What is beside the endpoints: the contract for machines and for people. */
const besides = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  // Nothing is made before somebody asks: it takes a while, and most servers are never asked.
  const document = yield* Effect.cached(Effect.sync(() => openApiDocument(publicUrl)))
  const json = yield* Effect.cached(Effect.map(document, (spec) => JSON.stringify(spec)))
  const page = yield* Effect.cached(Effect.map(document, docsPage))
  yield* router.add("GET", "/v1/openapi.json", Effect.map(json, (text) =>
    HttpServerResponse.text(text, { contentType: "application/json", headers: { ...anyOrigin, "cache-control": "no-cache" } })))
  yield* router.add("GET", "/v1/docs", Effect.map(page, (text) => HttpServerResponse.text(text, {
    contentType: "text/html; charset=utf-8",
    headers: { "content-security-policy": pagePolicy({ trustedTypes: [] }), "cache-control": "no-cache", "x-robots-tag": "noindex" }
  })))
}))

/** An answer for every path and method that is neither an endpoint nor beside them. */
export const missing = missingFrom([...endpoints(), { method: "GET", path: "/v1/openapi.json" }, { method: "GET", path: "/v1/docs" }])

/** The public API below `/v1`: its endpoints, and what is beside them. Loaded and built by `publicApiRoutes`. */
export const layer = Layer.mergeAll(
  HttpApiBuilder.layer(PublicApi).pipe(
    Layer.provide([
      websitesHandlers, conversationsHandlers, messagesHandlers, visitorsHandlers, contactsHandlers, uploadsHandlers, feedbackHandlers
    ]),
    Layer.provide([ApiConversations.layer, Callers.layer, Contacts.layer, FeedbackLog.layer]),
    Layer.provide(apiDoor.layer.pipe(Layer.provide([PrivateKeys.layer, ApiRate.layer, Replies.layer]))),
    // The same as the pages have: layers are one by identity, so a stand-in here would be theirs, too.
    Layer.provide(Layer.mergeAll(HttpPlatform.layer, Etag.layerWeak)),
    Layer.provide([NodeFileSystem.layer, Path.layer])
  ),
  besides
)
