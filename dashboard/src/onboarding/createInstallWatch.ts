import { createEffect, on, onCleanup } from "solid-js"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

/** The installation of a site, live: which page loaded the widget, which was refused, the first conversation. */
export const createInstallWatch = (websiteId: () => string) => {
  const { client } = useServer()
  const status = createQuery(() => client.call("websites.install", { websiteId: websiteId() }), websiteId)
  createEffect(on(websiteId, (id) => {
    let token: string | null = null
    const position = () => ({ websiteId: id, token })
    onCleanup(client.stream("sync.subscribe", {
      payload: position,
      poll: async () => (await client.call("sync.pull", position())).events,
      onValue: (news) => {
        if (news._tag === "InstallChanged") status.set(news.status)
        // The first conversation is news like any other: nothing else says that it is the first.
        else if (news._tag === "ConversationChanged" && !status.data()?.firstConversationId) status.reload()
        else if (news._tag === "Reload") token = null
        else if (news._tag === "Move") client.move(news.withinMs)
        else if (news._tag === "Position") {
          // What happened before the stream began, or while it was away, is asked for.
          if (token === null) status.reload()
          token = news.token
        }
      }
    }))
  }))
  return status
}
