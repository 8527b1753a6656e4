import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { jobKind } from "../jobs/JobKind.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Audience } from "../mail/Audience.ts"
import { confirmEmailLetter } from "../mail/confirmEmailLetter.ts"
import { emailChangedLetter, newEmailLetter, takenEmailLetter } from "../mail/changeEmailLetters.ts"
import { Letters } from "../mail/Letters.ts"
import type { PlainLetter } from "../mail/Mailer.ts"
import { passwordResetLetter } from "../mail/passwordResetLetter.ts"
import { wishForNews } from "../notifications/wishForNews.ts"
import { Stopping } from "../realtime/Stopping.ts"
import { Settings } from "../settings/Settings.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { withTenant } from "../sql/Tenant.ts"
import { Live } from "../live/Live.ts"
import { AccessChanges } from "./AccessChanges.ts"
import { AccountRepo } from "./AccountRepo.ts"
import type { Surroundings } from "./betterAuth.ts"
import type { Moved } from "./changeEmail.ts"
import { ownOrigins } from "./ownOrigins.ts"
import { SignUpGate } from "./SignUpGate.ts"

/** Takes somebody off the list of news whose account is gone. */
const forgetPerson = jobKind({ name: "audience.forget", payload: Schema.Struct({ email: Schema.String }) })

const callerHeader = "x-cossistant-caller"

/** Accounts and signing in: better-auth on its own small pool and role, loaded when it is first asked. */
export class Accounts extends Context.Service<Accounts, {
  /** Answers a request under `/api/auth`. `address` is the caller's. */
  readonly answer: (request: Request, address: string) => Effect.Effect<Response>
  /** Makes an account past the gate, its address proven, or finds the one that has this address; the user's id. For the demo. */
  readonly create: (account: { readonly name: string; readonly email: string; readonly password: string }) => Effect.Effect<string>
}>()("api/members/Accounts") {
  static readonly layer = Layer.effect(Accounts, Effect.gen(function*() {
    const around = yield* surroundings
    const scope = yield* Effect.scope
    const { within } = yield* Stopping
    const mounted = yield* Effect.cached(Effect.acquireRelease(
      Effect.promise(async () => (await import("./betterAuth.ts")).mountBetterAuth(around)),
      ({ close }) => Effect.suspend(() => Effect.timeoutOption(Effect.promise(close), within("work", 4000)))
    ).pipe(Effect.provideService(Scope.Scope, scope)))

    return Accounts.of({
      answer: Effect.fn("Accounts.answer")(function*(request, address) {
        const { handle } = yield* mounted
        const headers = new Headers(request.headers)
        // Set, not added: what a caller writes there itself is thrown away.
        headers.set(callerHeader, address)
        return yield* Effect.promise(() => handle(new Request(request, { headers })))
      }),
      create: Effect.fn("Accounts.create")(function*(account) {
        const { createAccount } = yield* mounted
        return yield* Effect.promise(() => createAccount(account))
      })
    })
  })).pipe(Layer.provide([SignUpGate.layer, Audience.layer, AccountRepo.layer]))
}

/** The program as better-auth meets it: our effects as promises. */
const surroundings = Effect.gen(function*() {
  const { publicUrl, secrets } = yield* Settings
  const { directUrl } = yield* DatabaseAddress
  const gate = yield* SignUpGate
  const accessChanges = yield* AccessChanges
  const letters = yield* Letters
  const audience = yield* Audience
  const limiter = yield* Limiter
  const live = yield* Live
  const ids = yield* Ids
  const accounts = yield* AccountRepo
  const jobs = yield* Jobs
  const sql = yield* SqlClient
  // Between the two halves of a request that deletes an account: the sites to be told when it is gone.
  const left = new Map<string, ReadonlyArray<WebsiteId>>()
  if (audience.isOn) yield* jobs.handle(forgetPerson, ({ email }) => audience.forget(email))
  const run = yield* FiberSet.makeRuntimePromise()
  const fork = yield* FiberSet.makeRuntime()
  const post = Effect.fnUntraced(function*(letter: Effect.Effect<PlainLetter>, event: string, letterId?: string) {
    // In the background and tried again: nobody waits for it, and the person would only ask once more.
    yield* letters.post(yield* letter, { event: `${event}:${yield* ids.next}`, websiteId: null, ...(letterId !== undefined && { letterId }) })
  }, Effect.orDie)
  const send = (letter: Effect.Effect<PlainLetter>, event: string, letterId?: string) => run(post(letter, event, letterId))

  /** What knew somebody by the former address knows the new one; what goes by the account itself needs nothing. */
  const followAddress = Effect.fnUntraced(function*({ from, id, name, to, wasProven }: Moved) {
    const invited = wasProven ? yield* accounts.moveInvitations(from, to) : []
    yield* Effect.forEach(invited, (websiteId) => live.tell(websiteId, { _tag: "SiteChanged", websiteId }), { discard: true })
    yield* accessChanges.tellFace(id)
    // Whoever reads an address that nobody proved has nothing to do with the account.
    if (wasProven) yield* post(emailChangedLetter({ from, name, to }), "email-changed")
    if (!audience.isOn) return
    const [site] = yield* accessChanges.sitesOf({ userId: id })
    if (site === undefined) {
      yield* audience.forget(from).pipe(Effect.catch((error) => Effect.logWarning("A former address is still in the audience", error)))
      return yield* audience.welcome({ email: to, name })
    }
    yield* withTenant({ websiteId: site, data: "all" }, Effect.andThen(
      jobs.add(forgetPerson, site, { email: from }), jobs.add(wishForNews, site, { userId: id }))).pipe(Effect.provideService(SqlClient, sql))
  })

  const found: Surroundings = {
    databaseUrl: Redacted.value(directUrl),
    secret: Redacted.value(secrets.auth),
    publicUrl,
    origins: ownOrigins(publicUrl),
    callerHeader,
    checkSignUp: (signUp) => run(gate.check(signUp).pipe(
      Effect.as(null),
      Effect.catchTag("SignUpRefused", ({ needs }) => Effect.succeed(needs))
    )),
    admitSignUp: (signUp) => run(Effect.catchTag(gate.admit(signUp), "SignUpRefused", ({ needs }) => Effect.succeed(needs))),
    sendPasswordReset: ({ email, name }, secret) =>
      send(passwordResetLetter({ to: email, name, url: `${publicUrl}/reset-password#token=${secret}` }), "password-reset"),
    sendConfirmation: ({ email, name }, secret) =>
      send(confirmEmailLetter({ to: email, name, url: `${publicUrl}/confirm-email#token=${secret}` }), "confirm-email"),
    admitChange: (userId) => run(limiter.take({ key: `change-email ${userId}`, limit: 5, window: "1 hour" }).pipe(
      Effect.as(null),
      Effect.catchTag("TooManyRequests", ({ retryAfterMs }) => Effect.succeed(retryAfterMs))
    )),
    letterId: () => run(ids.next),
    sendProof: (asker, letterId, secret) => send(newEmailLetter({ ...asker, url: `${publicUrl}/confirm-email#change=${secret}` }), "new-email", letterId),
    sendTaken: (asker, letterId) => send(takenEmailLetter({ ...asker, url: `${publicUrl}/login` }), "email-taken", letterId),
    letterFailure: (letterId) => run(letters.failureOf(letterId)),
    addressChanged: (person) => run(followAddress(person)),
    signedUp: ({ email, name }) => run(audience.welcome({ email, name })),
    leave: ({ email, id }) => run(Effect.gen(function*() {
      const sites = yield* accessChanges.sitesOf({ userId: id })
      const [site] = sites
      const leaving = Effect.tap(accounts.leave(id), (ownerless) =>
        ownerless === null && site !== undefined && audience.isOn ? jobs.add(forgetPerson, site, { email }) : Effect.void)
      const ownerless = yield* site === undefined ? leaving : withTenant({ websiteId: site, data: "all" }, leaving).pipe(Effect.provideService(SqlClient, sql))
      if (ownerless === null) left.set(id, sites)
      return ownerless
    })),
    accountGone: ({ email, id }) => run(Effect.suspend(() => {
      const sites = left.get(id) ?? []
      left.delete(id)
      // A job belongs to a site; whoever had none is asked for at once.
      const forget = sites.length > 0 ? Effect.void : audience.forget(email).pipe(Effect.catch((error) => Effect.logWarning("Somebody is still in the audience", error)))
      return Effect.andThen(accessChanges.tellSites(id, sites), forget)
    })),
    sessionEnded: (userId) => run(accessChanges.tell({ userId })),
    later: (work) => void fork(Effect.catchCause(
      Effect.promise(() => work),
      (cause) => Effect.logError("Work after an answer failed", cause)
    )),
    log: (message, details) => void fork(Effect.logError(message, ...details))
  }
  return found
})
