import { useParams } from "@solidjs/router"
import { createEffect, createSignal, For, Match, on, onCleanup, Switch } from "solid-js"
import { setPageTitle } from "../alerts/pageTitle.ts"
import { InboundLetters } from "../inboundMail/InboundLetters.tsx"
import { useSite } from "../site/SiteContext.ts"
import { keepPlace } from "../ui/keepPlace.ts"
import { Developers } from "./Developers.tsx"
import { General } from "./General.tsx"
import { NotificationsPage } from "./NotificationsPage.tsx"
import { Plan } from "./Plan.tsx"
import { Profile } from "./Profile.tsx"
import { settingsPages } from "./settingsPages.ts"
import { System } from "./System.tsx"
import { Team } from "./Team.tsx"
import { Webhooks } from "./Webhooks.tsx"
import { UnsavedGuard } from "./UnsavedGuard.tsx"

/** `/{site}/settings/{page}` */
export default () => {
  const { site } = useSite()
  const params = useParams()
  const page = () => settingsPages.find(([id]) => id === params["page"])
  createEffect(() => setPageTitle(`${page()?.[1] ?? "Settings"} – ${site.name}`))
  const [nav, setNav] = createSignal<HTMLElement>()
  const [main, setMain] = createSignal<HTMLElement>()
  createEffect(() => {
    const page = main()
    if (page) onCleanup(keepPlace(page))
  })
  // On a phone the pages are a strip that scrolls: the one that is open is to be seen.
  createEffect(on([page, nav], () => nav()?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })))
  return (
    <div class="settings">
      <nav class="settings-nav" aria-label="Settings" ref={setNav}>
        <p class="settings-title">Settings</p>
        <For each={settingsPages}>
          {([id, label]) => <a class="nav-link" href={`/${site.slug}/settings/${id}`} aria-current={params["page"] === id ? "page" : undefined}>{label}</a>}
        </For>
      </nav>
      <main class="settings-scroll" id="main" ref={setMain}>
        <h1 class="hidden-words">Settings: {page()?.[1]}</h1>
        <div class="settings-column">
          <UnsavedGuard>
            <Switch>
              <Match when={params["page"] === "general"}><General /></Match>
              <Match when={params["page"] === "developers"}><Developers /></Match>
              <Match when={params["page"] === "webhooks"}><Webhooks /></Match>
              <Match when={params["page"] === "team"}><Team /></Match>
              <Match when={params["page"] === "plan"}><Plan /></Match>
              <Match when={params["page"] === "email"}><InboundLetters /></Match>
              <Match when={params["page"] === "notifications"}><NotificationsPage /></Match>
              <Match when={params["page"] === "profile"}><Profile /></Match>
              <Match when={params["page"] === "system"}><System /></Match>
            </Switch>
          </UnsavedGuard>
        </div>
      </main>
    </div>
  )
}
