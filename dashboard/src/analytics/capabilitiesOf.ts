import type { Capabilities } from "@cossistant/core/capabilities/Capabilities"
import { type Accessor, createSignal } from "solid-js"
import type { InboxClient } from "../inbox/nouns.ts"

/** What the server said last on this device. */
const lastKey = "cossistant.figures"

const known = new WeakMap<InboxClient, Promise<Capabilities>>()

/** What the server can do, asked once for each connection; asked again after a failure. */
const capabilitiesOf = (client: InboxClient): Promise<Capabilities> => {
  const asked = known.get(client) ?? client.call("capabilities.get").then((capabilities) => {
    localStorage.setItem(lastKey, capabilities.analytics === "none" ? "no" : "yes")
    return capabilities
  })
  known.set(client, asked)
  asked.catch(() => known.delete(client))
  return asked
}

/** Whether screens show figures and live visitors; undefined until the server has said so, which no page waits for. */
export const createShowsAnalytics = (client: InboxClient): Accessor<boolean | undefined> => {
  const [shows, setShows] = createSignal<boolean>()
  void capabilitiesOf(client).then(({ analytics }) => setShows(analytics !== "none"), () => setShows(false))
  return shows
}

/** Whether the server will hardly say that it keeps no figures. */
export const expectsAnalytics = (): boolean => localStorage.getItem(lastKey) !== "no"
