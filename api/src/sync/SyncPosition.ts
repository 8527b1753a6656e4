import { SyncToken } from "@cossistant/core/sync/SyncToken"

const dayMs = 86_400_000
/** Tombstones are kept this long; an older token can't be told what went. */
const daysKept = 30

/** A token taken now, at transaction `position` of history `epoch`. */
export const tokenAt = (epoch: string, position: string): SyncToken =>
  SyncToken.make(`${epoch}.${position}.${Math.floor(Date.now() / dayMs)}`)

/** What may be answered to a token: the transaction to go on from, or why everything must be read anew. */
export const resumeFrom = (epoch: string, token: SyncToken): { readonly since: string } | { readonly reload: "restored" | "too_old" } => {
  const parts = token.split(".")
  const [day, since] = [parts.at(-1), parts.at(-2)]
  // Nineteen digits always fit a transaction id; nobody gets to twenty.
  if (parts.slice(0, -2).join(".") !== epoch || since === undefined || !/^\d{1,19}$/.test(since)) return { reload: "restored" }
  return !/^\d{1,9}$/.test(day ?? "") || Number(day) < Math.floor(Date.now() / dayMs) - daysKept ? { reload: "too_old" } : { since }
}
