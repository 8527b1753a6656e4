import { UnknownVisitor } from "@cossistant/core/auth/VisitorAuth"
import { BadRequest } from "@cossistant/core/errors/BadRequest"
import { InternalError } from "@cossistant/core/errors/InternalError"
import {
  Access, ActorRefused, ActorRequired, type ApiAccess, ApiDoor, CurrentApiKey, PrivateKeyRequired
} from "@cossistant/core/publicApi/CurrentApiKey"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpApiError from "effect/http-api/HttpApiError"
import { createHash } from "node:crypto"
import { CallerAddress } from "../http/ClientAddress.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Members } from "../members/Members.ts"
import type { Connection } from "../realtime/Connection.ts"
import { logDefect } from "../realtime/logDefect.ts"
import { Admission } from "../websites/Admission.ts"
import { withApiHeaders } from "./answerHeaders.ts"
import { ApiRate, type Rate } from "./ApiRate.ts"
import { cleanRequest } from "./cleanRequest.ts"
import type { PrivateKeyFacts } from "./KeyFactsRepo.ts"
import { PrivateKeys } from "./PrivateKeys.ts"
import { Replies } from "./Replies.ts"

type Key = CurrentApiKey["Service"]
/** Whose key it is, before the rest is looked up; `holder` names who may repeat a request. */
interface Caller {
  readonly holder: string | null
  readonly rate: Rate
  readonly key: Effect.Effect<Key, ActorRefused>
}
const caller = (of: Caller) => of

/** A request as the widget's door would see it. */
const connectionOf = ({ headers }: HttpServerRequest.HttpServerRequest, address: string): Connection => ({
  clientId: 0,
  transport: "request",
  door: "widget",
  origin: headers["origin"] ?? null,
  address,
  userAgent: headers["user-agent"] ?? null,
  acceptLanguage: headers["accept-language"] ?? null,
  cookie: null,
  publicKey: headers["x-public-key"] ?? null,
  openedAt: 0
})

/** The one policy of the public API: every endpoint runs behind it, and what it asks of a key stands in its contract. */
export const layer = Layer.effect(ApiDoor, Effect.gen(function*() {
  const keys = yield* PrivateKeys
  const admission = yield* Admission
  const members = yield* Members
  const rates = yield* ApiRate
  const replies = yield* Replies

  const actorOf = Effect.fnUntraced(function*(facts: PrivateKeyFacts, connection: Connection, named: string | undefined) {
    const userId = facts.linkedUserId ?? named
    if (userId === undefined) return null
    const { organizationId, websiteId } = facts
    const role = yield* members.roleOn(websiteId, userId)
    if (role === undefined) return yield* new ActorRefused({ userId })
    return { userId, sessionId: `key ${facts.keyId}`, websiteId, organizationId, role, connection }
  })

  const privateKey = Effect.fnUntraced(function*(lookup: string | undefined, request: HttpServerRequest.HttpServerRequest, connection: Connection) {
    const facts = yield* keys.find(lookup)
    const { headers } = request
    const rate = yield* rates.take(`key ${facts.keyId}`)
    const key = Effect.map(actorOf(facts, connection, headers["x-actor-user-id"]), (actor): Key => ({
      keyType: "private", websiteId: facts.websiteId, organizationId: facts.organizationId, isTest: facts.isTest,
      actor, createdBy: facts.createdBy, visitor: null, visitorId: headers["x-visitor-id"] ?? null, authorization: undefined, connection
    }))
    return caller({ holder: facts.keyId, rate, key })
  })

  const publicKey = Effect.fnUntraced(function*(access: ApiAccess, { headers }: HttpServerRequest.HttpServerRequest, connection: Connection) {
    const { authorization } = headers
    const site = yield* admission.site(connection)
    const key: Key = {
      ...site, keyType: "public", actor: null, createdBy: null, visitor: null, visitorId: null, authorization, connection
    }
    if (access === "private" || access === "actor") return yield* new PrivateKeyRequired()
    const network = `network ${site.websiteId} ${addressPrefix(connection.address)}`
    if (access === "any") return caller({ holder: null, rate: yield* rates.take(network), key: Effect.succeed(key) })
    if (authorization === undefined) return yield* new UnknownVisitor()
    const { visitor } = yield* admission.visitor(connection, authorization, null)
    const rate = yield* rates.take(`visitor ${visitor.visitorId}`)
    return caller({ holder: `visitor ${visitor.visitorId}`, rate, key: Effect.succeed({ ...key, visitor: { ...visitor, connection } }) })
  })

  return ApiDoor.of((handler, { endpoint }) => {
    const access = Context.get(endpoint.annotations, Access)
    const mayRepeat = endpoint.method === "POST" || endpoint.method === "PATCH"
    return Effect.gen(function*() {
      const request = yield* HttpServerRequest.HttpServerRequest
      const connection = connectionOf(request, yield* CallerAddress)
      const bearer = /^Bearer +(sk_\S*)$/i.exec(request.headers["authorization"] ?? "")?.[1]
      let rate: Rate | undefined
      yield* HttpEffect.appendPreResponseHandler((_, response) =>
        Effect.succeed(withApiHeaders(response, { isPrivate: bearer !== undefined, rate })))
      const lookup = bearer === undefined ? undefined : keys.lookupOf(bearer)
      const isKnown = bearer === undefined
        ? admission.knownVisitor(connection, request.headers["authorization"]) !== undefined
        : keys.wasGood(lookup)
      const asking: Effect.Effect<Caller, Effect.Error<ReturnType<typeof publicKey> | ReturnType<typeof privateKey>>> =
        bearer === undefined ? publicKey(access, request, connection) : privateKey(lookup, request, connection)
      const network = () => `refused ${addressPrefix(connection.address)}`
      // Taken before anything is looked up, and given back to whoever is let in: guesses that come all at once count, too.
      rate = isKnown ? undefined : yield* rates.take(network())
      if (rate !== undefined && rate.refusal !== null) return yield* rate.refusal
      const { holder, key: found, rate: left } = yield* asking.pipe(Effect.catch((error) => isKnown
        ? Effect.flatMap(rates.take(network()), (counted) => {
          rate = counted
          return Effect.fail(counted.refusal ?? error)
        })
        : Effect.fail(error)))
      if (!isKnown) yield* rates.giveBack(network())
      rate = left
      if (left.refusal !== null) return yield* left.refusal
      const key = yield* found
      if (access === "actor" && key.actor === null) return yield* new ActorRequired()
      if (/%00/.test(request.url)) return yield* new BadRequest({ id: crypto.randomUUID(), issue: "An address holds no NUL" })
      if (/^(?!identity$)./i.test(request.headers["content-encoding"] ?? "")) {
        return yield* new BadRequest({ id: crypto.randomUUID(), issue: "A body is sent as it is, without Content-Encoding" })
      }
      const answer = handler.pipe(
        Effect.provideService(CurrentApiKey, key),
        Effect.provideService(HttpServerRequest.HttpServerRequest, yield* cleanRequest(request))
      )
      const idempotencyKey = request.headers["idempotency-key"]
      if (!mayRepeat || idempotencyKey === undefined || holder === null) return yield* answer
      if (idempotencyKey === "" || idempotencyKey.length > 255) {
        return yield* new BadRequest({ id: crypto.randomUUID(), issue: "Idempotency-Key has 1 to 255 characters" })
      }
      const about = [request.method, request.url, request.headers["x-actor-user-id"], request.headers["x-visitor-id"], yield* Effect.orDie(request.text)]
      const requestHash = createHash("sha256").update(JSON.stringify(about)).digest("base64url")
      return yield* replies.once({ websiteId: key.websiteId, keyId: holder, idempotencyKey, requestHash }, answer)
    }).pipe(
      Effect.catch((error) => HttpApiError.HttpApiSchemaError.is(error)
        ? error.kind === "Body" || error.kind === "ResponseHeaders"
          ? Effect.die(error.cause)
          : Effect.fail(new BadRequest({ id: crypto.randomUUID(), issue: `${error.kind}: ${error.cause.message}` }))
        : Effect.fail(error)),
      Effect.catchCauseIf(Cause.hasDies, (cause) =>
        Effect.flatMap(logDefect(cause, { endpoint: endpoint.identifier }), (id) => Effect.fail(new InternalError({ id }))))
    )
  })
}))
