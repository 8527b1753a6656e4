import { APIError, createAuthEndpoint, createAuthMiddleware, getSessionFromCtx, isAPIError, sensitiveSessionMiddleware } from "better-auth/api"
import type { AuthContext, BetterAuthPlugin } from "better-auth"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { AccountLetterFailure } from "../mail/Letters.ts"
import { passwordOf } from "./leavingAnswers.ts"
import { hashSecret, makeSecret } from "./oneTimeSecret.ts"

/** Somebody whose account's address is now another one. */
export interface Moved {
  readonly id: string
  readonly name: string
  readonly from: string
  /** Whether the former address was proven to be theirs. */
  readonly wasProven: boolean
  readonly to: string
}

interface Asker {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** What the change of an address asks of the rest of the program. */
export interface ChangeSurroundings {
  /** Counts one more letter of this person; the milliseconds to wait when there were too many, else null. */
  readonly admitChange: (userId: string) => Promise<number | null>
  /** A name for the letter that is to be sent, by which it is asked after. */
  readonly letterId: () => Promise<string>
  readonly sendProof: (asker: Asker, letterId: string, secret: string) => Promise<void>
  /** Tells whoever reads the asked address that an account has it, which the asker isn't told. */
  readonly sendTaken: (asker: Asker, letterId: string) => Promise<void>
  /** Why that letter isn't going to arrive, if so. */
  readonly letterFailure: (letterId: string) => Promise<AccountLetterFailure | null>
  readonly addressChanged: (person: Moved) => Promise<void>
}

/** How long an address waits for its proof. */
const waits = 86_400_000
/** So many letters to the same address open something: the first may come after the second was asked for. */
const mostLetters = 5

/** What waits, as the `verifications` row keeps it: the address, the hashes of the secrets that prove it, and the newest letter to it. */
const Waiting = Schema.fromJsonString(Schema.Struct({ email: Schema.String, hashes: Schema.Array(Schema.String), letterId: Schema.optionalKey(Schema.String) }))
type Waiting = typeof Waiting.Type
const readWaiting = Schema.decodeOption(Waiting)

type Rows = Pick<AuthContext, "internalAdapter">

const rowOf = (userId: string) => `new-email:${userId}`
const hash = (secret: string) => Buffer.from(hashSecret(secret)).toString("base64url")
const Asked = Schema.Struct({ newEmail: Schema.Trim.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) })

/** The address a body asks for, as it is kept; 400 when it is none. */
const askedEmail = (body: unknown): string => {
  const asked = Schema.decodeUnknownOption(Asked)(body)
  if (Option.isNone(asked)) throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL", message: "Invalid email" })
  return asked.value.newEmail.toLowerCase()
}

const waitingOf = async ({ internalAdapter }: Rows, userId: string) => {
  const row = await internalAdapter.findVerificationValue(rowOf(userId))
  if (row === null || row.expiresAt < new Date()) return null
  const waiting = Option.getOrNull(readWaiting(row.value))
  return waiting && { ...waiting, id: row.id, since: row.createdAt }
}

/** Nothing waits any more: its letters open nothing. */
export const takeBack = ({ internalAdapter }: Rows, userId: string) => internalAdapter.deleteVerificationByIdentifier(rowOf(userId))

const invalid = () => new APIError("BAD_REQUEST", { code: "INVALID_TOKEN", message: "Invalid token" })
const taken = () => new APIError("CONFLICT", { code: "EMAIL_TAKEN", message: "Another account has this address." })
const ofToken = { method: "POST", body: Schema.toStandardSchemaV1(Schema.Struct({ token: Schema.String })) } as const

/**
 * Another address for an account: better-auth's `/change-email` takes the wish, with the password; a letter to the new address
 * proves it, in whatever browser its link is opened. Until then it waits, and nothing else is different. Whether an account has
 * the asked address already is told to its own mailbox only. Beside what waits stands why its letter isn't going to arrive, if so
 * (`letter`): `bounced` and `suppressed` want another address, `failed` another try or whoever runs the server.
 */
export const changeEmail = (around: ChangeSurroundings) => ({
  id: "change-email",
  hooks: {
    before: [{
      matcher: ({ path }) => path === "/change-email",
      handler: createAuthMiddleware(async (ctx) => {
        const newEmail = askedEmail(ctx.body)
        const found = await getSessionFromCtx(ctx)
        // Its own answer to somebody who isn't signed in.
        if (found === null) return
        const { user } = found
        if (newEmail === user.email) throw new APIError("BAD_REQUEST", { code: "SAME_EMAIL", message: "It is the address already." })
        // The same once more is asked for without: the letter may have been lost.
        if ((await waitingOf(ctx.context, user.id))?.email !== newEmail) {
          const body = { password: passwordOf(ctx.body, "Another address") }
          await ctx.context.password.checkPassword(user.id, { ...ctx, body })
        }
        const wait = await around.admitChange(user.id)
        if (wait !== null) throw new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_REQUESTS", message: "Too many letters." }, { "X-Retry-After": String(Math.ceil(wait / 1000)) })
        return { context: { body: { newEmail } } }
      })
    }],
    after: [{
      matcher: ({ path }) => path === "/change-email",
      handler: createAuthMiddleware(async (ctx) => {
        const found = await getSessionFromCtx(ctx)
        if (found === null || isAPIError(ctx.context.returned)) return
        const { email: from, id, name } = found.user
        const to = askedEmail(ctx.body)
        const before = await waitingOf(ctx.context, id)
        const { secret } = makeSecret()
        const isFree = await ctx.context.internalAdapter.findUserByEmail(to) === null
        const hashes = isFree ? [hash(secret), ...before?.email === to ? before.hashes : []].slice(0, mostLetters) : []
        const letterId = await around.letterId()
        await takeBack(ctx.context, id)
        await ctx.context.internalAdapter.createVerificationValue({
          identifier: rowOf(id), value: JSON.stringify({ email: to, hashes, letterId } satisfies Waiting), expiresAt: new Date(Date.now() + waits)
        })
        await ctx.context.runInBackgroundOrAwait(isFree ? around.sendProof({ from, name, to }, letterId, `${id}.${secret}`) : around.sendTaken({ from, name, to }, letterId))
      })
    }, {
      // Whoever chooses another password may do so because somebody else asked.
      matcher: ({ path }) => path === "/change-password",
      handler: createAuthMiddleware(async (ctx) => {
        const found = await getSessionFromCtx(ctx)
        if (found !== null && !isAPIError(ctx.context.returned)) await takeBack(ctx.context, found.user.id)
      })
    }]
  },
  endpoints: {
    proveEmail: createAuthEndpoint("/prove-email", ofToken, async (ctx) => {
      const { context: { adapter, internalAdapter }, json } = ctx
      const [userId = "", secret = ""] = ctx.body.token.split(".")
      const waiting = await waitingOf(ctx.context, userId)
      if (waiting === null || !waiting.hashes.includes(hash(secret))) throw invalid()
      const opened = await getSessionFromCtx(ctx)
      if (opened !== null && opened.user.id !== userId) throw new APIError("FORBIDDEN", { code: "WRONG_ACCOUNT", message: "Somebody else is signed in here." })
      // Of two at once, one: the other finds nothing.
      if ((await internalAdapter.consumeVerificationValue(rowOf(userId)))?.id !== waiting.id) throw invalid()
      const before = await internalAdapter.findUserById(userId)
      if (before === null) throw invalid()
      const { email } = waiting
      const isTaken = async () => await internalAdapter.findUserByEmail(email) !== null
      if (await isTaken()) throw taken()
      try {
        await internalAdapter.updateUser(userId, { email, emailVerified: true })
      } catch (cause) {
        // Somebody made an account with it at this very moment.
        throw await isTaken() ? taken() : cause
      }
      // Links to another password that wait in the former mailbox.
      await adapter.deleteMany({ model: "verification", where: [{ field: "value", value: userId }] })
      await around.addressChanged({ id: userId, name: before.name, from: before.email, wasProven: before.emailVerified, to: email })
      return json({ status: true, email })
    }),
    takeBackEmail: createAuthEndpoint("/take-back-email", { method: "POST", use: [sensitiveSessionMiddleware] }, async ({ context, json }) => {
      await takeBack(context, context.session.user.id)
      return json({ status: true })
    }),
    waitingEmail: createAuthEndpoint("/waiting-email", { method: "GET", use: [sensitiveSessionMiddleware] }, async ({ context, json }) => {
      const waiting = await waitingOf(context, context.session.user.id)
      if (waiting === null) return json({ waiting })
      const letter = waiting.letterId === undefined ? null : await around.letterFailure(waiting.letterId)
      return json({ waiting: { email: waiting.email, since: waiting.since.toISOString(), letter } })
    })
  }
}) satisfies BetterAuthPlugin
