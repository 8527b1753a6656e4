import type { View } from "../inbox/nouns.ts"

export const views: ReadonlyArray<View> = ["open", "resolved", "spam", "archived"]

/** What an inbox address shows. */
export interface InboxPlace {
  readonly view: View
  readonly conversationId: string | null
}

/**
 * Reads `/{site}/inbox/{view?}/{conversationId?}`; conversations are told from views by their prefix `CO`. Null for an
 * address that means nothing.
 */
export const readInboxPath = (first: string | undefined, second: string | undefined): InboxPlace | null => {
  if (first === undefined) return { view: "open", conversationId: null }
  if (first.startsWith("CO")) return second === undefined ? { view: "open", conversationId: first } : null
  const view = views.find((known) => known === first)
  return view === undefined ? null : { view, conversationId: second ?? null }
}

/** The address of a view or of a conversation in it; open ones stand directly under the inbox. */
export const inboxPath = (slug: string, view: View, conversationId: string | null, isTest: boolean): string =>
  ["", slug, "inbox", ...(view === "open" ? [] : [view]), ...(conversationId === null ? [] : [conversationId])].join("/")
  + (isTest ? "?test=1" : "")
