import { asciiHost } from "./asciiHost.ts"

/** What keeps a text from being a site's name, as a sentence. */
export const siteNameProblem = (text: string): string | null => text.trim().length < 3 ? "Use at least 3 characters." : null

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** Reads what someone typed or pasted as a domain: an address becomes its host, with a port of its own; `problem` says what keeps it from being one. */
export const checkDomain = (text: string): { readonly domain: string; readonly problem: string | null } => {
  const typed = text.trim().toLowerCase().replace(/^[a-z]+:\/\//, "").replace(/[/?#].*$/, "")
  const [, port = ""] = /(:\d{1,5})$/.exec(typed) ?? []
  const host = asciiHost(typed.slice(0, typed.length - port.length).replace(/\.$/, ""))
  const domain = host + (port === ":443" || port === ":80" ? "" : port)
  const labels = host.split(".")
  if (host === "localhost") return { domain, problem: null }
  if (labels.length < 2 || !labels.every((part) => label.test(part))) return { domain, problem: "Type a domain such as acme.com." }
  return { domain, problem: null }
}
