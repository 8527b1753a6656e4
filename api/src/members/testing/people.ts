import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { SignUpGate } from "../SignUpGate.ts"
import { type Browser, MemberWorld } from "./MemberWorld.ts"

export const password = "correct horse battery"

/** What stands in the fragment of a link: `#owner=…`, `#secret=…`, `#token=…`. */
export const fragment = (url: string | null): string => new URL(url ?? "about:blank").hash.replace(/^#\w+=/, "")

/** The newest letter to this address with this subject: its link, and the secret in it. A letter may follow its answer. */
export const linkTo = Effect.fnUntraced(function*(to: string, subject: string | RegExp = "") {
  const { letters } = yield* MemberWorld
  const found = Effect.map(letters, (kept) => kept.find((letter) => letter.recipient === to && letter.subject.search(subject) >= 0))
  const letter = yield* found.pipe(
    Effect.flatMap((letter) => letter === undefined ? Effect.fail("not yet") : Effect.succeed(letter)),
    Effect.retry(Schedule.spaced(20)),
    Effect.timeoutOrElse({ duration: 5000, orElse: () => Effect.die(new Error(`No letter came to ${to}.`)) })
  )
  const url = /https?:\/\/\S+/.exec(letter.text)?.[0] ?? ""
  return { letter, url, secret: fragment(url || null) }
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
  const { url, secret } = yield* linkTo(email, "invites you")
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
