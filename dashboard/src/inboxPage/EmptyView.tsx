import { A, useSearchParams } from "@solidjs/router"
import Inbox from "lucide-solid/icons/inbox"
import { Match, Switch } from "solid-js"
import type { View } from "../inbox/nouns.ts"
import { useSite } from "../site/SiteContext.ts"
import { Button } from "../ui/Button.tsx"
import { PaneNotice } from "../ui/PaneNotice.tsx"
import { emptyViews } from "./viewText.ts"

/** What an empty list says: what would appear here, and one thing to do. */
export const EmptyView = (props: { readonly view: View; readonly isTest: boolean }) => {
  const { isManager, organization, site, state } = useSite()
  const [, setSearch] = useSearchParams()
  const isBrandNew = () => {
    const { live, test } = state().counts
    return props.view === "open" && [live, test].every((counts) => counts === null || Object.values(counts).every((count) => count === 0))
  }
  return (
    <Switch>
      <Match when={props.isTest && props.view === "open"}>
        <PaneNotice icon={<Inbox />} title="No test conversations" action={<Button onClick={() => setSearch({ test: undefined })}>Show live ones</Button>}>
          Conversations made with a test key stand here, apart from live ones.
        </PaneNotice>
      </Match>
      <Match when={isBrandNew() && isManager}>
        <PaneNotice icon={<Inbox />} title="Waiting for the first message" action={<A class="button" data-look="plain" href={`/welcome/${organization.slug}?site=${site.slug}`}>Install the widget</A>}>
          Put the widget on {site.domain} and say hello to yourself.
        </PaneNotice>
      </Match>
      <Match when={true}>
        <PaneNotice icon={<Inbox />} title={emptyViews[props.view].title}>{emptyViews[props.view].text}</PaneNotice>
      </Match>
    </Switch>
  )
}
