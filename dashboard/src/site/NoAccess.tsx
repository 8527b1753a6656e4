import { A, useLocation } from "@solidjs/router"
import { Show } from "solid-js"
import { AccountCard } from "../account/AccountCard.tsx"

/** The same answer for "not there" and "not yours"; or the way back in for someone whose session ended. */
export const NoAccess = (props: { readonly isSignedOut: boolean }) => {
  const location = useLocation()
  return (
    <Show
      when={props.isSignedOut}
      fallback={
        <AccountCard title="Not found, or no access" lead="There is no such page, or your account can't see it. An owner or admin of the site can invite you.">
          <A class="button" data-look="primary" href="/select">Choose a site</A>
        </AccountCard>
      }
    >
      <AccountCard title="You have been signed out" lead="What you were writing is kept in this browser.">
        <a class="button" data-look="primary" href={`/login?next=${encodeURIComponent(location.pathname)}`}>Sign in again</a>
      </AccountCard>
    </Show>
  )
}
