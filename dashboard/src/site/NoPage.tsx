import { A } from "@solidjs/router"
import { AccountCard } from "../account/AccountCard.tsx"
import { useSite } from "./SiteContext.ts"

/** Where a site has no page: what may have happened, and the way back. */
export const NoPage = () => {
  const { site } = useSite()
  return (
    <AccountCard title="Not found" lead="There is no page at this address. It may be mistyped or cut short.">
      <A class="button" data-look="primary" href={`/${site.slug}/inbox`}>Back to the inbox</A>
    </AccountCard>
  )
}
