import type { Website as WebsiteSchema } from "@cossistant/core/websites/Website"
import { onCleanup } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { createQuery, type Query } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"

/** The settings of the site the page belongs to, read anew whenever somebody changed them. */
export const createWebsite = (): Query<typeof WebsiteSchema.Encoded> => {
  const { onNews, site } = useSite()
  const { client } = useServer()
  const website = createQuery(() => client.call("websites.settings", { websiteId: site.id }))
  onCleanup(onNews((news) => {
    if (news._tag === "SiteChanged" || news._tag === "Reload") website.refresh()
  }))
  return website
}
