import type { InboxReport } from "@cossistant/core/analytics/InboxReport"
import { onCleanup, onMount } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createQuery, type Query } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { reportDays } from "./reportDays.ts"

/** The figures of the chosen days, read anew every five minutes. */
export const createReport = (): Query<typeof InboxReport.Encoded> => {
  const { site } = useSite()
  const { client } = useServer()
  const query = createQuery(() => client.call("analytics.inbox", { websiteId: site.id, days: reportDays() }), reportDays)
  onMount(() => {
    const timer = setInterval(query.reload, 300_000)
    onCleanup(() => clearInterval(timer))
  })
  return query
}
