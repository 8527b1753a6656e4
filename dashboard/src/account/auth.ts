import { RpcFailure } from "@cossistant/core/client/RpcFailure"

/** Why signing in or up did not work. `code` is the server's name for it; `retryAfter` counts seconds. */
export interface AuthRefusal {
  readonly code: string
  readonly retryAfter: number | null
}

export type AuthResult = { readonly ok: true } | { readonly ok: false; readonly refusal: AuthRefusal }

export interface SignUp {
  readonly name: string
  readonly email: string
  readonly password: string
  /** The secret of the first owner's link. */
  readonly owner?: string
  readonly invitation?: { readonly id: string; readonly secret: string }
}

/** An address that was asked for and isn't proven yet. */
export interface WaitingEmail {
  readonly email: string
  readonly since: string
  /** Why its letter isn't going to arrive: it wasn't taken, the mailbox sent it back, or this server writes there no more. */
  readonly letter: "failed" | "bounced" | "suppressed" | null
}

/** How new accounts are made on this server. */
export type SignUpMode = "owner-link" | "invite" | "open"

/** Sign-in and everything around it; the session itself is a cookie no script can read. */
export interface Auth {
  signUp(account: SignUp): Promise<AuthResult>
  signIn(email: string, password: string): Promise<AuthResult>
  signOut(): Promise<AuthResult>
  /** Sends a letter with a link, if there is such an account; never tells which. */
  requestReset(email: string): Promise<AuthResult>
  resetPassword(token: string, newPassword: string): Promise<AuthResult>
  changePassword(currentPassword: string, newPassword: string): Promise<AuthResult>
  /** Deletes the account of whoever is signed in. */
  deleteAccount(password: string): Promise<AuthResult>
  sendVerification(email: string): Promise<AuthResult>
  confirmEmail(token: string): Promise<AuthResult>
  /** Asks for another address, which waits until a letter to it is answered. The same once more needs no password. */
  changeEmail(newEmail: string, password?: string): Promise<AuthResult>
  /** Answers that letter, signed in or not. */
  proveEmail(token: string): Promise<AuthResult>
  takeBackEmail(): Promise<AuthResult>
  /** The address that waits for its proof, of whoever is signed in. */
  waitingEmail(): Promise<WaitingEmail | null>
  signUpMode(): Promise<SignUpMode>
  /** Whether letters leave this server; one without a mail provider keeps them. */
  sendsLetters(): Promise<boolean>
  /** Resolves once no request that may change the session is under way. */
  settled(): Promise<void>
}

/** Milliseconds until a server that says nothing counts as one that can't be reached. As long as calls wait. */
const ANSWER_WITHIN = 20_000

let last: Promise<unknown> = Promise.resolve()
const post = (path: string, body: object): Promise<AuthResult> => {
  const result = request(path, body)
  last = result
  return result
}

const request = async (path: string, body: object): Promise<AuthResult> => {
  const aborter = new AbortController()
  const timer = setTimeout(() => aborter.abort(), ANSWER_WITHIN)
  try {
    const response = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: aborter.signal
    })
    if (response.ok) return { ok: true }
    const answer: unknown = await response.json().catch(() => null)
    const code = typeof answer === "object" && answer !== null && "code" in answer ? String(answer.code) : `HTTP_${response.status}`
    const wait = response.headers.get("x-retry-after") ?? response.headers.get("retry-after")
    return { ok: false, refusal: { code: response.status === 429 ? "TOO_MANY_REQUESTS" : code, retryAfter: wait === null ? null : Number(wait) } }
  } catch {
    return { ok: false, refusal: { code: "UNREACHABLE", retryAfter: null } }
  } finally {
    clearTimeout(timer)
  }
}

/** The account routes of the server this page came from. */
const askSignUp = async (): Promise<{ readonly mode: SignUpMode; readonly sendsLetters: boolean }> => (await fetch("/api/sign-up")).json()

export const auth: Auth = {
  signUp: (account) => post("/api/auth/sign-up/email", account),
  signIn: (email, password) => post("/api/auth/sign-in/email", { email, password }),
  signOut: () => post("/api/auth/sign-out", {}),
  requestReset: (email) => post("/api/auth/request-password-reset", { email }),
  resetPassword: (token, newPassword) => post("/api/auth/reset-password", { token, newPassword }),
  changePassword: (currentPassword, newPassword) => post("/api/auth/change-password", { currentPassword, newPassword }),
  deleteAccount: (password) => post("/api/auth/delete-user", { password }),
  sendVerification: (email) => post("/api/auth/send-verification-email", { email }),
  confirmEmail: (token) => post("/api/auth/confirm-email", { token }),
  changeEmail: (newEmail, password) => post("/api/auth/change-email", { newEmail, ...(password === undefined ? {} : { password }) }),
  proveEmail: (token) => post("/api/auth/prove-email", { token }),
  takeBackEmail: () => post("/api/auth/take-back-email", {}),
  waitingEmail: async () => {
    const response = await fetch("/api/auth/waiting-email").catch(() => null)
    if (response?.ok !== true) throw new RpcFailure({ _tag: "Unreachable", status: response?.status ?? null })
    const answer: { readonly waiting: WaitingEmail | null } = await response.json()
    return answer.waiting
  },
  signUpMode: async () => (await askSignUp()).mode,
  sendsLetters: async () => (await askSignUp()).sendsLetters,
  settled: async () => {
    await last
  }
}

/** What keeps a text from being somebody's address, as a sentence. */
export const addressProblem = (text: string): string | null =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim()) ? null : "Type an address like you@example.com."

/** What keeps a text from being a password here, as a sentence. */
export const passwordProblem = (text: string): string | null => text.length < 8 ? "Use at least 8 characters." : null

const waitOf = (seconds: number): string => seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`

/** A refusal as a sentence with a way out. */
export const refusalSentence = ({ code, retryAfter }: AuthRefusal): string => {
  switch (code) {
    case "INVALID_EMAIL_OR_PASSWORD": return "This e-mail and password don't belong together."
    case "INVALID_PASSWORD": return "The current password is not right."
    case "LAST_OWNER": return "You are the only owner of an organisation that has sites. Make a colleague an owner (Settings, Team), or delete its sites first."
    case "NAME_REQUIRED": return "Type the name that visitors should see, at most 120 characters."
    case "INVALID_EMAIL": return "This doesn't look like an e-mail address."
    case "PASSWORD_TOO_SHORT": return "Use at least 8 characters."
    case "PASSWORD_TOO_LONG": return "Use at most 128 characters."
    case "USER_ALREADY_EXISTS":
    case "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL": return "There is an account with this address already. Sign in instead."
    case "OWNER_LINK_REQUIRED": return "The first account needs the link printed when the server started. Restart the server for a new one."
    case "INVITATION_REQUIRED": return "New accounts need an invitation. Ask a colleague to invite you."
    case "SAME_EMAIL": return "This is your address already."
    case "EMAIL_TAKEN": return "Another account has this address."
    case "PASSWORD_REQUIRED": return "Type the password you sign in with now."
    case "INVALID_TOKEN": return "This link was used or has expired. Ask for a new one."
    case "TOO_MANY_REQUESTS": return `Too many attempts. Try again in ${waitOf(retryAfter ?? 60)}.`
    case "UNREACHABLE": return "The server can't be reached. Check your connection and try again."
    default: return `This did not work (${code}). Try again in a moment.`
  }
}
