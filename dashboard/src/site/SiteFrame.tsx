import type { JSX } from "solid-js"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { SiteNav } from "./SiteNav.tsx"

/** Navigation beside the page, and above both what must be known of the connection. */
export const SiteFrame = (props: { readonly hasStopped: boolean; readonly children?: JSX.Element }) => (
  <div class="site">
    <a class="skip-link" href="#main">Skip to the conversations</a>
    <SiteNav />
    <div class="site-main">
      <ConnectionNotice hasStopped={props.hasStopped} />
      {props.children}
    </div>
  </div>
)
