import type { Outgoing } from "./outbox.ts"

/**
 * Unsent messages as all tabs of a browser store them together, by id. A tab holds a message until a moment it keeps
 * moving on; one whose holder is gone may be taken by another, so that one tab at a time sends it.
 */
export type Unsent = Readonly<Record<string, Held>>

export interface Held {
  readonly message: Outgoing
  /** Whose it is; null while there is no visitor yet. */
  readonly visitorId: string | null
  readonly tab: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Milliseconds that a tab holds a message without renewing. */
export const HOLD = 15_000

const isText = (value: unknown): value is string => typeof value === "string"

const isHeld = (value: unknown): value is Held => {
  const { message, tab, until, visitorId } = (value ?? {}) as { [K in keyof Held]?: Held[K] } // whatever it is: reading a field of it can't fail
  return isText(tab) && typeof until === "number" && (visitorId === null || isText(visitorId)) && Array.isArray(message?.files) &&
    [message.conversationId, message.createdAt, message.id, message.text].every(isText)
}

/** What was stored, without what can't be read as unsent messages. */
export const parseUnsent = (value: unknown): Unsent =>
  Object.fromEntries(Object.entries(value ?? {}).filter((entry): entry is [string, Held] => isHeld(entry[1])))

const isOthers = (held: Held | undefined, tab: string, now: number) => held !== undefined && held.tab !== tab && held.until > now

/** Writes down what `tab` holds now, in place of what it held before. What another tab has taken stays that tab's. */
export const hold = (
  stored: Unsent,
  messages: ReadonlyArray<Outgoing>,
  { now, tab, until, visitorId }: Omit<Held, "message"> & { readonly now: number }
): Unsent => ({
  ...Object.fromEntries(Object.entries(stored).filter(([, held]) => held.tab !== tab)),
  ...Object.fromEntries(
    messages.filter(({ id }) => !isOthers(stored[id], tab, now)).map((message) => [message.id, { message, visitorId, tab, until }])
  )
})

/** The messages that `tab` may take: its own of before a reload, and those nobody holds any more. */
export const claimable = (stored: Unsent, tab: string, visitorId: string | null, now: number): ReadonlyArray<Outgoing> =>
  Object.values(stored)
    .filter((held) => (held.tab === tab || held.until <= now) && (held.visitorId === null || held.visitorId === visitorId))
    .map(({ message }) => ({
      ...message, attempts: 0, files: message.files.map((file) => ({ ...file, previewUrl: null })), status: message.status === "failed" ? "failed" : "queued"
    } as const))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

/** When the next of the others' messages may be free, or null. */
export const nextFree = (stored: Unsent, tab: string, now: number): number | null => {
  const moments = Object.values(stored).filter((held) => isOthers(held, tab, now)).map(({ until }) => until)
  return moments.length > 0 ? Math.min(...moments) : null
}

/** The ids that `tab` holds. */
export const heldBy = (stored: Unsent, tab: string): ReadonlySet<string> =>
  new Set(Object.entries(stored).filter(([, held]) => held.tab === tab).map(([id]) => id))
