import type { Lock } from "@cossistant/core/inbox/InboxConversation"
import { isAfter, isQuiet, type Limits, type Lockable, lastOf, type Place } from "./horizon.ts"

const windowMs = 30 * 86_400_000

/**
 * The limits of one site as they were read, and what began since: so that whoever tells the team what happens asks no
 * database. Between two readings it errs on the closed side: what has left the 30 days makes room with the next one.
 */
export class SiteLocks {
  private readonly open: Map<string, Place>
  private last: Place | null

  constructor(private readonly limits: Limits, before?: SiteLocks) {
    this.open = new Map(limits.open.map((place) => [place.id, place]))
    this.last = lastOf(limits)
    // What began while this was read, and isn't in it.
    for (const place of before?.open.values() ?? []) this.add(place)
  }

  /** Why the team may not read this conversation, which takes its place when it is a new one. `now`: milliseconds since 1970. */
  lockOf(conversation: Lockable, now: number): Lock | undefined {
    if (conversation.isTest) return undefined
    if (isQuiet(conversation, this.limits.retentionDays, now)) return "conversation_retention"
    if (Date.parse(conversation.createdAt) > now - windowMs) this.add(conversation)
    return this.last !== null && isAfter(conversation, this.last) ? "conversation_limit" : undefined
  }

  /** Whether it is known to be open. While there is room for more every one is; later, of what is older than 30 days nothing is known. */
  isOpen(conversationId: string): boolean {
    return this.last === null || this.open.has(conversationId)
  }

  private add({ createdAt, id }: Place): void {
    const { allowed } = this.limits
    if (allowed === null || this.last !== null || this.open.has(id)) return
    this.open.set(id, { createdAt, id })
    if (this.open.size < allowed) return
    for (const place of this.open.values()) if (this.last === null || isAfter(place, this.last)) this.last = place
  }
}
