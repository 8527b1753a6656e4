import { asciiHost } from "../onboarding/asciiHost.ts"

export type OriginCheck = { readonly origin: string; readonly problem: null; readonly note: string | null } | {
  readonly origin: null
  readonly problem: string
  readonly note: null
}

const refuse = (problem: string): OriginCheck => ({ origin: null, problem, note: null })
const hostname = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/**
 * Reads what someone types as an allowed domain into a full origin: scheme added when missing, case and a lone trailing
 * slash dropped, letters beyond a to z as browsers write them, port kept; `*.` in front stands for the domain and all below it.
 */
export const checkOrigin = (text: string, known: ReadonlyArray<string>): OriginCheck => {
  const typed = text.trim().toLowerCase()
  if (typed === "") return refuse("")
  const full = /^[a-z][a-z0-9+.-]*:\/\//.test(typed) ? typed : `https://${typed}`
  const match = /^(https?):\/\/(\*\.)?([^/?#:@]+|\[[0-9a-f:]+\])(:\d{1,5})?(\/?)(.*)$/.exec(full)
  if (match === null) return refuse(/^https?:/.test(full) ? "Type a domain such as https://app.example.com." : "Begin with https://")
  const [, scheme = "", wildcard = "", name = "", port = "", , rest = ""] = match
  const host = asciiHost(name)
  if (rest !== "") return refuse("Leave out everything after the domain: pages share their domain's permission.")
  if (!host.startsWith("[") && !hostname.test(host)) return refuse("This is not a domain. Check for blanks and odd signs.")
  const isLoopback = host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || host.startsWith("127.")
  if (!isLoopback && !host.includes(".") && !host.startsWith("[")) return refuse("Type the whole domain, with its ending.")
  const isDefault = port === (scheme === "https" ? ":443" : ":80")
  const origin = `${scheme}://${wildcard}${host}${isDefault ? "" : port}`
  if (known.includes(origin)) return refuse("This one is in the list already.")
  const note = isLoopback ? "Not needed: test keys work on your own machine anyway."
    : scheme === "http" ? "Live keys work on https only; this helps test keys."
    : host !== name ? `Kept as browsers write it: ${host}.`
    : wildcard !== "" ? `Also allows ${host} itself.`
    : null
  return { origin, problem: null, note }
}
