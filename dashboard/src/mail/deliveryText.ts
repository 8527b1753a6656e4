import type { Delivery } from "./Deliveries.tsx"

const words: Readonly<Record<Delivery["state"], string>> = {
  queued: "Mail waits",
  sending: "Mailing",
  sent: "Mailed",
  delivered: "Mail delivered",
  bounced: "Mail bounced",
  complained: "Marked as spam",
  suppressed: "Not mailed",
  cancelled: "Read in the chat",
  failed: "Mail failed"
}

/** Where a letter stands, in a word or two. */
export const deliveryText = ({ attempts, state }: Pick<Delivery, "attempts" | "state">): string =>
  state === "queued" && attempts > 0 ? "Mail is tried again" : words[state]

/** Whether somebody should do something about it. */
export const isTrouble = ({ state }: Pick<Delivery, "state">): boolean =>
  state === "bounced" || state === "complained" || state === "suppressed" || state === "failed"

/** The letter to the visitor that speaks of any of these messages, the newest if there are several. */
export const letterAbout = (deliveries: ReadonlyArray<Delivery>, seqs: ReadonlyArray<number>): Delivery | undefined =>
  deliveries.findLast(({ firstSeq, lastSeq, reader, state }) => reader === "visitor" && state !== "cancelled" && firstSeq !== null && lastSeq !== null
    && seqs.some((seq) => firstSeq <= seq && seq <= lastSeq))
