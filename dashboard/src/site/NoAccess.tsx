import { A } from "@solidjs/router"
import { AccountCard } from "../account/AccountCard.tsx"

/** The same answer for "not there" and "not yours". */
export const NoAccess = () => (
  <AccountCard title="Not found, or no access" lead="There is no such page, or your account can't see it. An owner or admin of the site can invite you.">
    <A class="button" data-look="primary" href="/select">Choose a site</A>
  </AccountCard>
)
