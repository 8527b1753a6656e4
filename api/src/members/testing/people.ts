import * as Effect from "effect/Effect"
import { SignUpGate } from "../SignUpGate.ts"
import { type Browser, MemberWorld } from "./MemberWorld.ts"

export const password = "correct horse battery"

/** What stands in the fragment of a link: `#owner=…`, `#secret=…`, `#token=…`. */
export const fragment = (url: string | null): string => new URL(url ?? "").hash.replace(/^#\w+=/, "")

/** The newest letter to this address: its link, and the secret in it. */
export const linkTo = Effect.fnUntraced(function*(to: string) {
  const { letters } = yield* MemberWorld
  const letter = (yield* letters).find(({ recipient }) => recipient === to)
  const url = /https?:\/\/\S+/.exec(letter?.text ?? "")?.[0]
  if (letter === undefined || url === undefined) return yield* Effect.die(new Error(`There is no letter with a link to ${to}.`))
  return { letter, url, secret: fragment(url) }
})

/** Signs up through the first owner's link and creates the site. */
export const firstOwner = Effect.fnUntraced(function*(email = "owner@acme.test") {
  const world = yield* MemberWorld
  const owner = fragment(yield* (yield* SignUpGate).firstOwnerLink)
  const { cookie } = yield* world.http("POST", "/api/auth/sign-up/email", { name: "Olga Owner", email, password, owner })
  const browser: Browser = { cookie }
  const { website } = yield* world.call("websites.create", { name: "Acme", domain: "acme.test", installationTarget: "react" }, browser)
  return { browser, website, userId: (yield* world.call("me.get", undefined, browser)).userId }
})

/** Invites this address and reads the letter: the invitation's id and secret. */
export const invite = Effect.fnUntraced(function*(by: Browser, websiteId: string, email: string, role: "admin" | "member" = "member") {
  const world = yield* MemberWorld
  yield* world.call("team.invite", { websiteId, emails: [email], role }, by)
  const { url, secret } = yield* linkTo(email)
  return { id: new URL(url).pathname.split("/").at(-1) ?? "", secret }
})

/** Invites someone who signs up with the letter and joins. */
export const join = Effect.fnUntraced(function*(by: Browser, websiteId: string, email: string, role: "admin" | "member" = "member") {
  const world = yield* MemberWorld
  const invitation = yield* invite(by, websiteId, email, role)
  const { cookie } = yield* world.http("POST", "/api/auth/sign-up/email", { name: email.split("@")[0], email, password, invitation })
  const browser: Browser = { cookie }
  yield* world.call("invitations.accept", invitation, browser)
  return { browser, invitation, userId: (yield* world.call("me.get", undefined, browser)).userId }
})

/** Signs in with the password everybody here has. */
export const signIn = Effect.fnUntraced(function*(email: string) {
  const { http } = yield* MemberWorld
  const { cookie } = yield* http("POST", "/api/auth/sign-in/email", { email, password }, { address: email })
  const browser: Browser = { cookie }
  return browser
})
