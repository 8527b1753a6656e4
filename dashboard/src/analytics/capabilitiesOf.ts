import type { Capabilities } from "@cossistant/core/capabilities/Capabilities"
import { createResource, type Accessor } from "solid-js"
import type { InboxClient } from "../inbox/nouns.ts"

const known = new WeakMap<InboxClient, Promise<Capabilities>>()

/** What the server can do, asked once for each connection; asked again after a failure. */
const capabilitiesOf = (client: InboxClient): Promise<Capabilities> => {
  const asked = known.get(client) ?? client.call("capabilities.get")
  known.set(client, asked)
  asked.catch(() => known.delete(client))
  return asked
}

/** Whether screens show figures and live visitors; undefined until the server has said so. */
export const createShowsAnalytics = (client: InboxClient): Accessor<boolean | undefined> => {
  const [shows] = createResource(() => capabilitiesOf(client).then(({ analytics }) => analytics !== "none", () => false))
  return () => shows.latest
}
