import { makeClient } from "@cossistant/core/client/Client"
import { browserPlatform } from "@cossistant/core/client/Platform"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import type { InboxClient } from "../inbox/nouns.ts"

/** The wire to the server, with a way to say "try to connect now". */
export interface Wire {
  readonly client: InboxClient
  /** Asks by POST alone, and so with this browser's newest cookie; a line keeps the one it was opened with. */
  readonly fresh: Pick<InboxClient, "call">
  readonly retry: () => void
}

const loadLive = () => import("@cossistant/core/client/live")

/** The wire to the server at `origin` (`https://host`). The session's cookie says who is asking. */
export const makeWire = (origin: string): Wire => {
  const wakers = new Set<() => void>()
  const url = `${origin}/rpc/inbox`
  const client = makeClient<typeof InboxRpcs>({
    url,
    platform: {
      ...browserPlatform,
      onWake: (wake) => {
        wakers.add(wake)
        const stop = browserPlatform.onWake(wake)
        return () => {
          wakers.delete(wake)
          stop()
        }
      }
    }
  }, loadLive)
  return { client, fresh: makeClient<typeof InboxRpcs>({ url }, loadLive), retry: () => wakers.forEach((wake) => wake()) }
}
