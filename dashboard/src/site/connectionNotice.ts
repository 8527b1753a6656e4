import type { Status } from "@cossistant/core/client/ladder"

const WORD_AFTER = 3_000
const BANNER_AFTER = 15_000

/** How loudly a lost connection is told at `now`: not at all, by a word, by a banner. */
export const noticeAfter = (status: Status, now: number): "word" | "banner" | null => {
  if (status._tag !== "Reconnecting" && status._tag !== "Offline") return null
  const away = now - status.since
  return away >= BANNER_AFTER ? "banner" : away >= WORD_AFTER ? "word" : null
}
