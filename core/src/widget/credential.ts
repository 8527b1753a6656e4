import type { Store } from "./store.ts"

/** What makes this browser its visitor. */
export interface Credential {
  readonly visitorId: string
  readonly secret: string
  /** Who the host page said this is: `id:` and an external id, or `mail:` and an address. */
  readonly person: string | null
  /** Digest of the identity last accepted by the server. */
  readonly accepted: string | null
}

const NAME = "visitor"

/** Only what is told to the server is looked at; the rest is only compared. */
const parse = ({ secret, visitorId, ...rest }: Partial<Credential>): Credential | null =>
  typeof visitorId === "string" && typeof secret === "string" ? { person: null, accepted: null, ...rest, visitorId, secret } : null

/** Holds the visitor's secret for this page, and keeps it where storage allows. */
export interface Credentials {
  /** The one of this page; at first the one that is stored. */
  get(): Credential | null
  set(credential: Credential | null): void
  /** Reads what another tab stored meanwhile. */
  refresh(): Credential | null
  /** What it is stored under. */
  readonly name: string
}

export const makeCredentials = (store: Store): Credentials => {
  let held: Credential | null | undefined
  // Whatever stands there: reading a field of it can't fail.
  const refresh = () => (held = parse(store.read(NAME) as object ?? {}))
  return {
    name: NAME,
    get: () => held === undefined ? refresh() : held,
    set: (credential) => {
      held = credential
      store.write(NAME, credential ?? undefined)
    },
    refresh
  }
}
