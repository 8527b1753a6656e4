import { type BetterAuthOptions, betterAuth } from "better-auth"
import { createAuthMiddleware, isAPIError } from "better-auth/api"
import { getAdapter } from "better-auth/db/adapter"
import { Pool } from "pg"
import { ulid } from "ulid"
import { addressForPg } from "../sql/databaseTls.ts"
import { authRole } from "../sql/roles.ts"
import { changeEmail, type ChangeSurroundings, takeBack } from "./changeEmail.ts"
import { confirmEmail } from "./confirmEmail.ts"
import { hashedSessions } from "./hashedSessions.ts"
import { makeSecret } from "./oneTimeSecret.ts"
import { cookiePrefix } from "./sessionCookie.ts"
import type { SignUp } from "./SignUpGate.ts"
import { passwordOf, refuseOwnerless } from "./leavingAnswers.ts"
import { nameOf, refuseUnless, signUpOf } from "./signUpAnswers.ts"

interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
}

/** What better-auth asks of the rest of the program. Promises, because that is what it speaks. */
export interface Surroundings extends ChangeSurroundings {
  readonly databaseUrl: string
  readonly secret: string
  readonly publicUrl: string
  readonly origins: ReadonlyArray<string>
  /** The header that holds the caller's address. */
  readonly callerHeader: string
  /** What this sign-up still needs, null when it may go on. */
  readonly checkSignUp: (signUp: SignUp) => Promise<"owner-link" | "invitation" | null>
  /** The same when the account is about to be made, spending what is spent by it. */
  readonly admitSignUp: (signUp: SignUp) => Promise<"owner-link" | "invitation" | { readonly emailVerified: boolean }>
  readonly sendPasswordReset: (to: Person, secret: string) => Promise<void>
  readonly sendConfirmation: (to: Person, secret: string) => Promise<void>
  readonly sessionEnded: (userId: string) => Promise<void>
  /** Takes somebody out of every organisation before the account goes; the name of one that would be left without an owner. */
  readonly leave: (person: Person) => Promise<string | null>
  /** Somebody signed up, or an account is gone. Nobody waits for what follows. */
  readonly signedUp: (person: Person) => Promise<void>
  readonly accountGone: (person: Person) => Promise<void>
  /** Takes over work that no answer waits for. */
  readonly later: (work: Promise<unknown>) => void
  readonly log: (message: string, details: ReadonlyArray<unknown>) => void
}

/** better-auth as this program uses it. */
export interface MountedAuth {
  readonly handle: (request: Request) => Promise<Response>
  /** Makes an account without asking the gate, or finds the one that has this address; the user's id. For the demo. */
  readonly createAccount: (account: { readonly name: string; readonly email: string; readonly password: string }) => Promise<string>
  readonly close: () => Promise<void>
}

/** The names of its tables, and all else that shapes them: the drift test compiles exactly this. */
export const tableOptions = {
  user: { modelName: "users" },
  session: { modelName: "sessions", expiresIn: 30 * 86_400, updateAge: 86_400 },
  account: { modelName: "accounts" },
  verification: { modelName: "verifications", storeIdentifier: "hashed" },
  rateLimit: {
    enabled: true,
    storage: "database",
    modelName: "rate_limits",
    // Counted per path and address (IPv6: per /64). An office behind one address signs in of a morning.
    customRules: {
      "/sign-in/email": { window: 60, max: 20 },
      "/sign-up/email": { window: 60, max: 10 },
      "/reset-password": { window: 60, max: 10 },
      "/confirm-email": { window: 60, max: 10 },
      "/delete-user": { window: 60, max: 10 },
      "/change-email": { window: 60, max: 10 },
      "/prove-email": { window: 60, max: 10 }
    }
  }
} satisfies BetterAuthOptions

/** Loads better-auth and mounts it on our tables. */
export const mountBetterAuth = async (surroundings: Surroundings): Promise<MountedAuth> => {
  const { callerHeader, later, log, origins, publicUrl, secret } = surroundings
  const { connectionString, options: asked } = addressForPg(surroundings.databaseUrl)
  const pool = new Pool({
    connectionString,
    max: 4,
    application_name: "cossistant-auth",
    options: `${asked} -c role=${authRole} -c search_path=auth -c statement_timeout=30s`.trim()
  })
  // Without a listener a connection that the database ends would end the program.
  pool.on("error", ({ message }) => log("A connection to the accounts was lost", [message]))
  pool.on("connect", (client) => client.on("error", () => {}))
  const options = {
    ...tableOptions,
    user: {
      ...tableOptions.user,
      changeEmail: { enabled: true },
      deleteUser: {
        enabled: true,
        beforeDelete: async (person) => refuseOwnerless(await surroundings.leave(person))
      }
    },
    appName: "Cossistant",
    baseURL: publicUrl,
    secret,
    trustedOrigins: [...origins],
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message, ...details) => log(message, details) },
    // A refusal is an answer, not an event.
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error) || error.status === "INTERNAL_SERVER_ERROR") log("An account request failed", [error])
      }
    },
    advanced: {
      cookiePrefix,
      database: { generateId: () => ulid() },
      ipAddress: { ipAddressHeaders: [callerHeader] },
      // A letter is written after the answer, so that the time it takes doesn't tell who has an account.
      backgroundTasks: { handler: later }
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      // Its own secret is too short for us; the row we add has the same form, and both end with the reset.
      sendResetPassword: async ({ token, user }) => {
        const { internalAdapter } = await auth.$context
        const { secret } = makeSecret()
        await internalAdapter.consumeVerificationValue(`reset-password:${token}`)
        await internalAdapter.createVerificationValue({ identifier: `reset-password:${secret}`, value: user.id, expiresAt: inSeconds(3600) })
        await surroundings.sendPasswordReset(user, secret)
      },
      // The letter reached its reader. Another address that waits may be somebody else's wish.
      onPasswordReset: async ({ user }) => {
        const context = await auth.$context
        await takeBack(context, user.id)
        await context.internalAdapter.updateUser(user.id, { emailVerified: true })
      }
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: async ({ user }, request) => {
        // `changeEmail` writes the letter to another address, and knows of those that are taken.
        if (user.emailVerified || (request !== undefined && new URL(request.url).pathname.endsWith("/change-email"))) return
        const { secret } = makeSecret()
        await (await auth.$context).internalAdapter.createVerificationValue({
          identifier: `confirm-email:${secret}`,
          value: user.email,
          expiresAt: inSeconds(86_400)
        })
        await surroundings.sendConfirmation(user, secret)
      }
    },
    hooks: {
      before: createAuthMiddleware(async ({ body, path }) => {
        if (path === "/sign-up/email") {
          nameOf(body)
          refuseUnless(await surroundings.checkSignUp(signUpOf(body)))
        }
        // However lately somebody signed in: whoever sits at an open screen doesn't delete its owner.
        if (path === "/delete-user") return { context: { body: { password: passwordOf(body, "Deleting an account") } } }
        // Whoever changes a password means to be the only one who is signed in.
        if (path === "/change-password") return { context: { body: { ...body, revokeOtherSessions: true } } }
      }),
      // The cookie is out of a script's reach; the answer keeps quiet about what is in it.
      after: createAuthMiddleware(async ({ context, json }) => {
        const answer = context.returned
        if (isRecord(answer) && !isAPIError(answer)) return json(withoutToken(answer))
      })
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user, context) => {
            if (context?.path !== "/sign-up/email") return
            const admitted = await surroundings.admitSignUp(signUpOf(context.body))
            if (typeof admitted === "string") return refuseUnless(admitted)
            return { data: { ...user, name: nameOf(context.body), emailVerified: admitted.emailVerified } }
          },
          after: async (user, context) => {
            if (context?.path === "/sign-up/email") await surroundings.signedUp(user)
          }
        },
        delete: { after: surroundings.accountGone }
      },
      session: { delete: { after: ({ userId }) => surroundings.sessionEnded(userId) } }
    },
    plugins: [{ id: "confirm-email", endpoints: { confirmEmail } }, changeEmail(surroundings)]
  } satisfies BetterAuthOptions
  const adapter = hashedSessions(await getAdapter({ ...options, database: pool }))
  const auth = betterAuth({ ...options, database: () => adapter })
  return {
    handle: auth.handler,
    createAccount: async ({ email, name, password }) => {
      const { internalAdapter, password: passwords } = await auth.$context
      const known = await internalAdapter.findUserByEmail(email)
      if (known !== null) return known.user.id
      const user = await internalAdapter.createUser({ email, name, emailVerified: true }, { method: "email-password" })
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: "credential",
        password: await passwords.hash(password)
      })
      return user.id
    },
    close: () => pool.end()
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const withoutToken = (answer: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => name !== "token").map(([name, value]) =>
    [name, name === "session" && isRecord(value) ? withoutToken(value) : value]))

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
