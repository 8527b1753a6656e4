import type { InboxClient } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"

/** Milliseconds; the server's lease lasts 30 s. */
const RENEW_EVERY = 15_000

/** Tells colleagues which conversation this tab shows, as long as it does. */
export const tellViewing = (client: InboxClient, websiteId: string) => {
  let shown: string | null = null
  const renew = () => {
    // A lost lease is told again at the next turn.
    client.call("inbox.viewing", { websiteId, conversationId: shown }).catch(problemOf)
  }
  const timer = setInterval(() => {
    if (shown !== null) renew()
  }, RENEW_EVERY)
  const show = (conversationId: string | null) => {
    if (shown === conversationId) return
    shown = conversationId
    renew()
  }
  return {
    show,
    renew: () => {
      if (shown !== null) renew()
    },
    stop: () => {
      clearInterval(timer)
      show(null)
    }
  }
}
