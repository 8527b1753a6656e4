import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { CallerAddress } from "../http/ClientAddress.ts"
import { Mailer } from "../mail/Mailer.ts"
import { Settings } from "../settings/Settings.ts"
import { Accounts } from "./Accounts.ts"
import { ownOrigins } from "./ownOrigins.ts"
import { SignUpGate } from "./SignUpGate.ts"

/** What of better-auth can be reached; everything else it brings doesn't exist here. */
export const authPaths = {
  POST: [
    "/sign-up/email", "/sign-in/email", "/sign-out", "/request-password-reset", "/reset-password", "/change-password",
    "/send-verification-email", "/confirm-email", "/delete-user", "/change-email", "/prove-email", "/take-back-email"
  ],
  GET: ["/get-session", "/waiting-email"]
} as const

const foreign = HttpServerResponse.jsonUnsafe({ code: "FOREIGN_ORIGIN", message: "This page may not do that." }, { status: 403 })

/** Signing up, in and out under `/api/auth`, by pages of our own only, and `GET /api/sign-up`: what a sign-up wants at this moment, and whether letters leave this server. */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const accounts = yield* Accounts
  const gate = yield* SignUpGate
  const { provider } = yield* Mailer
  const origins = new Set(ownOrigins((yield* Settings).publicUrl))
  const answer = Effect.fnUntraced(function*(request: HttpServerRequest.HttpServerRequest) {
    if (request.method === "POST" && !origins.has(request.headers["origin"] ?? "")) return foreign
    const web = yield* Effect.orDie(HttpServerRequest.toWeb(request))
    const answered = HttpServerResponse.fromWeb(yield* accounts.answer(web, yield* CallerAddress))
    return HttpServerResponse.setHeader(answered, "cache-control", "no-store")
  })
  for (const path of authPaths.POST) yield* router.add("POST", `/api/auth${path}`, answer)
  for (const path of authPaths.GET) yield* router.add("GET", `/api/auth${path}`, answer)
  yield* router.add("GET", "/api/sign-up", Effect.map(gate.mode, (mode) =>
    HttpServerResponse.jsonUnsafe({ mode, sendsLetters: provider !== "outbox" }, { headers: { "cache-control": "no-store" } })))
}))
