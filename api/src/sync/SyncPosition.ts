import { SyncToken } from "@cossistant/core/sync/SyncToken"

const daySeconds = 86_400
/** Tombstones are kept this long; an older token can't be told what went. */
const daysKept = 30

/** Where a token takes up again: all before transaction `xid` was known when it was taken, in seconds since 1970. */
export interface Since {
  readonly xid: string
  readonly taken: number
}

/** A token of transaction `position` of history `epoch`, taken now unless given, in seconds since 1970 by the database's clock. */
export const tokenAt = (epoch: string, position: string, taken = now()): SyncToken =>
  SyncToken.make(`${epoch}.${position}.${Math.floor(taken)}`)

/** What may be answered to a token: where to go on from, or why everything must be read anew. */
export const resumeFrom = (epoch: string, token: SyncToken): { readonly since: Since } | { readonly reload: "restored" | "too_old" } => {
  const parts = token.split(".")
  const [seconds = "", xid] = [parts.at(-1), parts.at(-2)]
  // Nineteen digits always fit a transaction id; nobody gets to twenty.
  if (parts.slice(0, -2).join(".") !== epoch || xid === undefined || !/^\d{1,19}$/.test(xid)) return { reload: "restored" }
  const taken = /^\d{1,11}$/.test(seconds) ? Number(seconds) : 0
  return taken < now() - daysKept * daySeconds ? { reload: "too_old" } : { since: { xid, taken } }
}

const now = () => Date.now() / 1000
