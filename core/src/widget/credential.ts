import type { Store } from "./store.ts"

/** What makes this browser its visitor. */
export interface Credential {
  readonly visitorId: string
  readonly secret: string
  /** Who the host page said this is: `id:` and an external id, or `mail:` and an address. */
  readonly person: string | null
  /** Fingerprint of the identity last accepted by the server. */
  readonly accepted: string | null
}

const NAME = "visitor"
const isText = (value: unknown): value is string => typeof value === "string" && value !== ""

const parse = (value: unknown): Credential | null => {
  if (typeof value !== "object" || value === null) return null
  const { accepted = null, person = null, secret, visitorId } = value as Partial<Record<keyof Credential, unknown>>
  if (!isText(visitorId) || !isText(secret)) return null
  return { visitorId, secret, person: isText(person) ? person : null, accepted: isText(accepted) ? accepted : null }
}

/** Holds the visitor's secret for this page, and keeps it where storage allows. */
export interface Credentials {
  get(): Credential | null
  set(credential: Credential | null): void
  /** Reads what is stored: at the start, and when another tab changed it. Where nothing can be stored, don't. */
  refresh(): Credential | null
  readonly name: typeof NAME
}

export const makeCredentials = (store: Store): Credentials => {
  let held: Credential | null = null
  return {
    name: NAME,
    get: () => held,
    set: (credential) => {
      held = credential
      store.write(NAME, credential ?? undefined)
    },
    refresh: () => (held = parse(store.read(NAME)))
  }
}
