import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"

/** What was last told of a conversation, and the versions of the rows it was made of. */
export interface Known {
  /** What a message moves (seqs, times, version, last item) is another one's; the rest holds while the versions do. */
  readonly inbox: InboxConversation
  readonly version: number
  readonly visitorVersion: number | null
  readonly contactVersion: number | null
  /** The last messages that this node said here: whoever sends one again missed the answer. */
  readonly lastIds: ReadonlyArray<string>
}

/** As many as a device says again that comes back. */
const idsHeld = 16

/** The last messages with one more. */
export const withId = (known: Known | undefined, id: string): ReadonlyArray<string> =>
  known === undefined ? [id] : known.lastIds.length < idsHeld ? [...known.lastIds, id] : [...known.lastIds.slice(1), id]

const heldAtLeast = 2_000

/**
 * Conversations in which somebody writes, so that the database need not tell with each message what nobody changed. Nothing
 * here is believed: the database compares the versions and tells all of it when one differs. Old ones go a generation at a time.
 */
export class KnownConversations {
  private young = new Map<string, Known>()
  private old = new Map<string, Known>()

  get(website: string, conversation: string): Known | undefined {
    const key = `${website} ${conversation}`
    return this.young.get(key) ?? this.old.get(key)
  }

  set(website: string, conversation: string, known: Known): void {
    if (this.young.size >= heldAtLeast) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(`${website} ${conversation}`, known)
  }
}
