import { randomInt } from "node:crypto"

/** A host name out of whatever a person typed as their domain: no scheme, path or port, lower case. */
export const domainOf = (text: string): string => {
  const typed = text.trim().toLowerCase()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//.test(typed) ? typed : `https://${typed}`)
  return url?.hostname ?? typed
}

/**
 * The slug a site's domain suggests: `acme.com` → `acme`, `acme.io` → `acmedotio`, and for names of more than one dot the
 * registrable part with a random suffix (`app.acme.com` → `acme-k3x9qa`).
 */
export const slugOf = (domain: string): string => {
  const labels = domain.split(".").filter((label) => label !== "")
  const base = words(registrable(labels))
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

const words = (labels: ReadonlyArray<string>) => {
  const name = labels.at(-1) === "com" ? labels.slice(0, -1).join(".") : labels.join(".")
  return name.replace(".", "dot").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "site"
}
