import type { InboxConversation, Lock } from "@cossistant/core/inbox/InboxConversation"

/** A conversation's place among those of its site. `createdAt` as the wire has it: ISO 8601, milliseconds, UTC. */
export interface Place {
  readonly createdAt: string
  readonly id: string
}

/** How far back and how many a site's team sees; where nothing is limited there is none of it. */
export interface Limits {
  /** So many conversations of 30 rolling days, oldest first; null for all. */
  readonly allowed: number | null
  /** The first ones of these, at most `allowed`. */
  readonly open: ReadonlyArray<Place>
  /** Conversations that lie quiet for longer are locked; null for never. */
  readonly retentionDays: number | null
}

/** What decides whether a conversation is locked. */
export type Lockable = Pick<InboxConversation, "createdAt" | "id" | "isTest" | "lastActivityAt">

const dayMs = 86_400_000

/** In the order conversations were created in. */
export const isAfter = (a: Place, b: Place): boolean => a.createdAt > b.createdAt || a.createdAt === b.createdAt && a.id > b.id

/** Whether it lies quiet for longer than the plan shows, at `now` (milliseconds since 1970). */
export const isQuiet = ({ lastActivityAt }: Lockable, retentionDays: number | null, now: number): boolean =>
  retentionDays !== null && Date.parse(lastActivityAt) < now - retentionDays * dayMs

/** The last conversation there is room for; null while there is room for another. */
export const lastOf = ({ allowed, open }: Limits): Place | null => allowed !== null && open.length >= allowed ? open.at(-1) ?? null : null

/** Why the team may not read this conversation, at `now`. Test conversations neither count nor are locked. */
export const lockOf = (conversation: Lockable, limits: Limits, now: number): Lock | undefined => {
  if (conversation.isTest) return undefined
  if (isQuiet(conversation, limits.retentionDays, now)) return "conversation_retention"
  const last = lastOf(limits)
  return last !== null && isAfter(conversation, last) ? "conversation_limit" : undefined
}

/** What is shown of it: who and when, but not what was said. */
export const redacted = <C extends { readonly lastItem: unknown }>(conversation: C, locked: Lock): C & { readonly lastItem: null; readonly locked: Lock } =>
  ({ ...conversation, lastItem: null, locked })
