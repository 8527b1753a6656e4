import { useLocation, useSearchParams } from "@solidjs/router"
import Archive from "lucide-solid/icons/archive"
import CircleCheck from "lucide-solid/icons/circle-check"
import FlaskConical from "lucide-solid/icons/flask-conical"
import Inbox from "lucide-solid/icons/inbox"
import OctagonAlert from "lucide-solid/icons/octagon-alert"
import Radar from "lucide-solid/icons/radar"
import PanelLeft from "lucide-solid/icons/panel-left"
import Settings from "lucide-solid/icons/settings"
import { createSignal, For, type JSX, Show } from "solid-js"
import { createShowsAnalytics, expectsAnalytics } from "../analytics/capabilitiesOf.ts"
import { useServer } from "../wire/WireContext.tsx"
import { inboxPath, readInboxPath } from "../inboxPage/inboxPath.ts"
import type { View } from "../inbox/nouns.ts"
import { viewNames } from "../inboxPage/viewText.ts"
import { AccountMenu } from "./AccountMenu.tsx"
import { SiteSwitcher } from "./SiteSwitcher.tsx"
import { useSite } from "./SiteContext.ts"

const icons: Record<View, () => JSX.Element> = {
  open: () => <Inbox />,
  resolved: () => <CircleCheck />,
  spam: () => <OctagonAlert />,
  archived: () => <Archive />
}

/** Counts from 1,000 on say only that there are very many. */
export const countText = (count: number): string => count >= 1000 ? "999+" : String(count)

const collapsedKey = "cossistant.nav-collapsed"

/** Site, views with their counts, settings: 240 px wide, 56 px where there is less room, a bar at the foot on phones. */
export const SiteNav = () => {
  const { site, state } = useSite()
  const location = useLocation()
  const showsAnalytics = createShowsAnalytics(useServer().client)
  const [search, setSearch] = useSearchParams()
  const [isCollapsed, setCollapsed] = createSignal(localStorage.getItem(collapsedKey) === "yes")
  const isTest = () => search["test"] === "1"
  const segments = () => location.pathname.split("/").slice(2)
  const isInbox = () => segments()[0] === "inbox"
  const here = () => isInbox() ? readInboxPath(segments()[1], segments()[2])?.view : undefined
  const count = (view: View) => state().counts[isTest() ? "test" : "live"]?.[view] ?? 0
  /** Where there is room for icons only this says what they are, under the pointer: readers have the words. */
  const viewTitle = (view: View) => count(view) > 0 ? `${viewNames[view]} ${countText(count(view))}` : viewNames[view]
  const collapse = () => {
    setCollapsed(!isCollapsed())
    localStorage.setItem(collapsedKey, isCollapsed() ? "yes" : "no")
  }
  return (
    <nav class="nav" aria-label="Site" data-collapsed={isCollapsed() ? "" : undefined}>
      <SiteSwitcher />
      <div class="nav-views">
        <For each={Object.keys(icons) as Array<View>}>
          {(view) => (
            <a
              class="nav-link" href={inboxPath(site.slug, view, null, isTest())}
              aria-current={here() === view ? "page" : undefined}
            >
              <span class="nav-tip" aria-hidden="true" title={viewTitle(view)} />
              {icons[view]()}
              <span class="nav-text">{viewNames[view]}</span>
              <Show when={count(view) > 0}><span class="nav-count" data-strong={view === "open" ? "" : undefined}>{countText(count(view))}</span></Show>
            </a>
          )}
        </For>
      </div>
      <div class="nav-foot">
        <Show when={isInbox()}>
          <button type="button" class="nav-link" aria-pressed={isTest()} title="Conversations made with test keys" onClick={() => setSearch({ test: isTest() ? undefined : "1" })}>
            <FlaskConical /><span class="nav-text">Test data</span>
            <span class="nav-toggle" aria-hidden="true" />
          </button>
        </Show>
        <Show when={showsAnalytics() ?? expectsAnalytics()}>
          <a class="nav-link" href={`/${site.slug}/live`} title="Live visitors" aria-current={segments()[0] === "live" ? "page" : undefined}>
            <Radar /><span class="nav-text">Live visitors</span>
          </a>
        </Show>
        <a class="nav-link" href={`/${site.slug}/settings/general`} title="Settings" aria-current={segments()[0] === "settings" ? "page" : undefined}>
          <Settings /><span class="nav-text">Settings</span>
        </a>
        <AccountMenu />
        <button type="button" class="nav-link nav-collapse" aria-label={isCollapsed() ? "Expand the navigation" : "Collapse the navigation"} onClick={collapse}>
          <PanelLeft /><span class="nav-text">Collapse</span>
        </button>
      </div>
    </nav>
  )
}
