import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import * as HttpRouter from "effect/http/HttpRouter"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { SqlClient } from "effect/sql/SqlClient"
import { Entitlements } from "../billing/Entitlements.ts"
import { Erasures } from "../contacts/Erasures.ts"
import { Conversations } from "../conversations/Conversations.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Feedbacks } from "../feedback/Feedbacks.ts"
import { runtimeOf } from "../http/runtimeOf.ts"
import { Ids } from "../ids/Ids.ts"
import { Inbox } from "../inbox/Inbox.ts"
import { Triage } from "../inbox/Triage.ts"
import { Live } from "../live/Live.ts"
import { Sessions } from "../live/Sessions.ts"
import { Members } from "../members/Members.ts"
import { Settings } from "../settings/Settings.ts"
import { Uploads } from "../uploads/Uploads.ts"
import { Identities } from "../visitors/Identities.ts"
import { Visitors } from "../visitors/Visitors.ts"
import { Admission } from "../websites/Admission.ts"
import { Websites } from "../websites/Websites.ts"
import { anyOrigin } from "./answerHeaders.ts"
import type { layer as publicApi } from "./publicApi.ts"

type Answer = Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest | Scope>

/** A preflight carries no key: any origin may ask, and the request itself is checked. */
const preflight = HttpServerResponse.empty({
  status: 204,
  headers: {
    ...anyOrigin,
    "access-control-allow-methods": "GET, POST, PATCH, DELETE",
    "access-control-allow-headers": "authorization, content-type, idempotency-key, x-public-key, x-visitor-id",
    "access-control-max-age": "86400"
  }
})

/** What the endpoints ask of the program. Each request's context is merged with theirs, so they get no more of it. */
const needed = (all: Context.Context<Layer.Services<typeof publicApi>>) =>
  Context.merge(runtimeOf(all), Context.pick(
    Admission, Conversations, Entitlements, Erasures, Feedbacks, HttpRouter.HttpRouter, Identities, Ids, Inbox, Live, Members, Sessions, Settings,
    SqlClient, Triage, Uploads, Visitors, Websites, WireItems
  )(all))

/**
 * Everything below `/v1`, which comes with its first request: building its contract takes a tenth of a start and of what a
 * server holds, and most servers are never asked. From then on its routes stand in the router as all others do.
 */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const services = needed(yield* Effect.context<Layer.Services<typeof publicApi>>())
  const scope = yield* Effect.scope
  let missing: Answer | undefined
  const building = yield* Effect.cached(Effect.gen(function*() {
    const { layer: publicApi, missing: answer } = yield* Effect.promise(() => import("./publicApi.ts"))
    yield* Layer.buildWithScope(publicApi, scope)
    missing = answer
  }).pipe(
    Effect.orDie, // its settings were checked by the start
    Effect.updateContext<never, Layer.Services<typeof publicApi>>(() => services), // nothing of the request that happens to be the first
    Effect.uninterruptible
  ))
  // Whoever comes here once it is built asked for what isn't there; before, its route may be there by then.
  const other: Answer = Effect.suspend(() => missing ?? Effect.andThen(building, router.asHttpEffect() as Answer)) // this very route answers in the end
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) yield* router.add(method, "/v1/*", other)
  yield* router.add("OPTIONS", "/v1/*", preflight)
}))
