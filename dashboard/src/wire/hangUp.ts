import type { InboxClient } from "../inbox/nouns.ts"

/** Ends the line and waits until it is down, so that the next one is opened with the newest cookie. */
export const hangUp = (client: InboxClient): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (client.status()._tag !== "Idle") return
      stop()
      resolve()
    }
    const stop = client.onStatus(look)
    client.close()
    look()
  })
