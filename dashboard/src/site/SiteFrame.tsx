import { type JSX, onCleanup, onMount } from "solid-js"
import { ShortcutHelp } from "../keyboard/ShortcutHelp.tsx"
import { arriveAtMain } from "../ui/arriveAtMain.ts"
import { focusMain } from "../ui/focusMain.ts"
import { PageBoundary } from "../ui/PageBoundary.tsx"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { SiteNav } from "./SiteNav.tsx"

/** Navigation beside the page, above both what must be known of the connection, and the help for the keyboard. */
export const SiteFrame = (props: { readonly hasStopped: boolean; readonly children?: JSX.Element }) => {
  onMount(() => onCleanup(arriveAtMain()))
  return (
    <div class="site">
      <a class="skip-link" href="#main" onClick={(event) => {
        // The router keeps the browser from following a link on its page, focus and all.
        event.preventDefault()
        focusMain()
      }}>Skip the navigation</a>
      <SiteNav />
      <div class="site-main">
        <ConnectionNotice hasStopped={props.hasStopped} />
        <PageBoundary>{props.children}</PageBoundary>
      </div>
      <ShortcutHelp />
    </div>
  )
}
