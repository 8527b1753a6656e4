import { betterAuth } from "better-auth"
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api"
import { getAdapter } from "better-auth/db/adapter"
import * as Schema from "effect/Schema"
import type { Pool } from "pg"
import { ulid } from "ulid"
import { hashedSessions } from "./hashedSessions.ts"
import { makeSecret } from "./oneTimeSecret.ts"
import { cookiePrefix } from "./sessionCookie.ts"
import type { SignUp } from "./SignUpGate.ts"

/** The header in which we tell better-auth the caller's address; whatever a caller writes there is thrown away. */
export const callerHeader = "x-cossistant-caller"

interface Addressee {
  readonly email: string
  readonly name: string
}

/** What better-auth asks of the rest of the program. */
export interface Surroundings {
  readonly pool: Pool
  readonly secret: string
  readonly publicUrl: string
  readonly origins: ReadonlyArray<string>
  /** Throws `SignUpRefused` when this person may not make an account. */
  readonly checkSignUp: (signUp: SignUp) => Promise<void>
  /** As `checkSignUp`, spending what is spent by it; tells whether the address is proven. */
  readonly admitSignUp: (signUp: SignUp) => Promise<{ readonly emailVerified: boolean }>
  readonly sendPasswordReset: (to: Addressee, secret: string) => Promise<void>
  readonly sendConfirmation: (to: Addressee, secret: string) => Promise<void>
  /** A session of this person ended. */
  readonly sessionEnded: (userId: string) => Promise<void>
  readonly later: (work: Promise<unknown>) => void
  readonly log: (level: string, message: string, details: ReadonlyArray<unknown>) => void
}

/** What we ask of better-auth. */
export interface MountedAuth {
  readonly handle: (request: Request) => Promise<Response>
  readonly createAccount: (account: { readonly name: string; readonly email: string; readonly password: string }) => Promise<string>
}
