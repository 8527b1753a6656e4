import type { LiveVisitors } from "@cossistant/core/analytics/LiveVisitor"
import { onCleanup, onMount } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createQuery, type Query } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

/** Milliseconds that news of visitors are gathered before the list is read anew: it is never older than five seconds. */
const gather = 2_000
/** Milliseconds after which it is read anew without news: whoever is away leaves the list by time alone. */
const renew = 60_000

/** Who is on the site now, kept up by the stream's news: one request at a time, so a slow server's answers are shown too. */
export const createLiveVisitors = (): Query<typeof LiveVisitors.Encoded> => {
  const { onNews, site } = useSite()
  const { client } = useServer()
  const query = createQuery(() => client.call("analytics.live", { websiteId: site.id }))
  onMount(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const stop = onNews(({ _tag }) => {
      if (_tag !== "Presence" && _tag !== "VisitorPresence" && _tag !== "VisitorChanged") return
      waiting ??= setTimeout(() => {
        waiting = undefined
        query.refresh()
      }, gather)
    })
    const timer = setInterval(query.refresh, renew)
    onCleanup(() => {
      stop()
      clearInterval(timer)
      clearTimeout(waiting)
    })
  })
  return query
}
