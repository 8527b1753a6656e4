import { views } from "./inboxPage/inboxPath.ts"
import { settingsPages } from "./settings/settingsPages.ts"

/** Where the app has something to show, as its router writes it. The build tells the server the same, so that any other address is a 404. */
export const addresses = {
  start: "/",
  login: "/login",
  signUp: "/sign-up",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  confirmEmail: "/confirm-email",
  select: "/select",
  welcome: "/welcome/:organization",
  join: "/welcome/:organization/join/:invitation"
}

/** The same, below the address of a site. */
export const siteAddresses = {
  start: "/",
  inbox: ["/inbox/:view?/:conversation?", "/inbox/:conversation"],
  live: "/live",
  billing: "/billing",
  settings: "/settings",
  settingsPage: "/settings/:page"
}

/** What a part of an address may be, as regular expressions; a part that isn't here may be anything. */
const parts: Readonly<Record<string, string>> = {
  view: views.join("|"),
  // As core's `ConversationId`, whose schema isn't for browsers.
  conversation: "CO[1-9A-NP-Z]{16}",
  page: settingsPages.map(([id]) => id).join("|")
}

/** `parts` for the router. */
export const matchFilters = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new RegExp(`^(?:${part})$`)]))

/** From its end, since a part that may be missing takes what follows with it. */
const patternOf = (address: string) => `^${address.split("/").filter(Boolean).reduceRight((rest, segment) => {
  const [, name, optional] = /^:(\w+)(\??)$/.exec(segment) ?? []
  if (name === undefined) return `/${segment}${rest}`
  const part = `/(?<${name}>${parts[name] ?? "[^/]+"})${rest}`
  return optional ? `(?:${part})?` : part
}, "")}/?$`

/** Every address as a regular expression, for whoever doesn't run the router. */
export const addressPatterns: ReadonlyArray<string> = [...Object.values(addresses), ...Object.values(siteAddresses).flat().map((address) => `/:site${address}`)].map(patternOf)
