import { randomInt } from "node:crypto"
import { domainToUnicode } from "node:url"

/** A host name out of whatever a person typed as their domain, with the port if it has one of its own: no scheme or path, lower case. */
export const domainOf = (text: string): string => {
  const typed = text.trim().toLowerCase()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//.test(typed) ? typed : `https://${typed}`)
  return url?.host ?? typed
}

/**
 * The slug a site's domain suggests: `acme.com` → `acme`, `acme.io` → `acmedotio`, and for names of more than one dot the
 * registrable part with a random suffix (`app.acme.com` → `acme-k3x9qa`). Of a domain in another script (`müller.com` →
 * `muller`) the Latin letters count; where it has none, those of the site's name. A port doesn't count.
 */
export const slugOf = (domain: string, name = ""): string => {
  const labels = domain.replace(/:\d+$/, "").split(".").filter((label) => label !== "")
  const base = words(registrable(labels)) || latin(name).replace(dashes, "-").replace(ends, "") || "site"
  return labels.length > 2 ? withSuffix(base) : base
}

/** The slug with six random characters after it, for when it is taken. */
export const withSuffix = (slug: string): string =>
  `${slug}-${Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("")}`

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

/** Second-level names that registries of countries give out below: `example.co.uk` is one registrable name. */
const shared = new Set(["ac", "co", "com", "edu", "gov", "net", "org"])

const registrable = (labels: ReadonlyArray<string>) => {
  const country = labels.length > 2 && labels.at(-1)?.length === 2 && shared.has(labels.at(-2) ?? "")
  return labels.slice(country ? -3 : -2)
}

const dashes = /[^a-z0-9]+/g
const ends = /^-+|-+$/g

/** Lower case, without accents. Letters of other scripts stay. */
const latin = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss")

/** A label as people read it; an encoded one that can't be read is nothing. */
const readable = (label: string) => label.startsWith("xn--") ? latin(domainToUnicode(label)) : label

const words = (labels: ReadonlyArray<string>) => {
  const [first = "", ...rest] = labels.at(-1) === "com" && labels.length > 1 ? labels.slice(0, -1) : labels
  const name = readable(first).replace(dashes, "-").replace(ends, "")
  return name && [name, ...rest.map(readable)].join(".").replace(".", "dot").replace(dashes, "-").replace(ends, "")
}
