import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import { hashSessionToken } from "../members/sessionCookie.ts"
import { overHttp } from "./calls.ts"

export const password = "correct horse battery"

/** Everybody comes from an address of their own, so that the limits per address leave a crowd alone. */
let lastAddress = 0
const address = () => `198.51.100.${++lastAddress % 250}`

/** POSTs to one of the account routes as a page of `url`; gives the answer with its cookie. */
export const postAuth = async (url: string, path: string, body: unknown, cookie?: string) => {
  const response = await fetch(`${url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, "x-forwarded-for": address(), ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify(body)
  })
  return { status: response.status, body: await response.json(), cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" }
}

/** Makes an account; the session's cookie. */
export const signUp = async (url: string, email: string, more: object = {}): Promise<string> => {
  const { body, cookie, status } = await postAuth(url, "/sign-up/email", { name: email.split("@")[0], email, password, ...more })
  if (status !== 200) throw new Error(`${email} could not sign up: ${JSON.stringify(body)}`)
  return cookie
}

export const signIn = async (url: string, email: string, word = password): Promise<string> => {
  const { body, cookie, status } = await postAuth(url, "/sign-in/email", { email, password: word })
  if (status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(body)}`)
  return cookie
}

/** The id and secret in the newest letter of invitation to an address. */
export const invitationTo = async (admin: PgClient.PgClient, email: string) => {
  const [letter] = await Effect.runPromise(admin<{ text: string }>`
    select text from outbox where recipient = ${email} and text like '%/join/%' order by sent_at desc limit 1`)
  const [, id = "", secret = ""] = /\/join\/([0-9A-Z]+)#secret=([\w-]+)/.exec(letter?.text ?? "") ?? []
  return { id, secret }
}

/** Invites an address to a site's team; the new member's cookie and id. */
export const joinTeam = async (
  url: string,
  admin: PgClient.PgClient,
  by: string,
  site: { readonly websiteId: string; readonly email: string; readonly role: "admin" | "member" }
) => {
  const { email, role, websiteId } = site
  await overHttp(url, { door: "inbox", origin: url, cookie: by })("team.invite", { websiteId, emails: [email], role })
  const invitation = await invitationTo(admin, email)
  const cookie = await signUp(url, email, { invitation })
  const ask = overHttp(url, { door: "inbox", origin: url, cookie })
  await ask("invitations.accept", invitation)
  // What `me.get` answers is the contract's Me.
  const me = (await ask("me.get", null)).value as { readonly userId: string }
  return { cookie, userId: me.userId }
}

/** The hash that stands for a cookie's session in the database. */
export const sessionHash = (cookie: string): string =>
  hashSessionToken(decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1)).split(".")[0] ?? "")
