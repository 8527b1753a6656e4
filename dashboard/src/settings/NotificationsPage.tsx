import type { NotificationSettings as SettingsSchema } from "@cossistant/core/notifications/Notification"
import { For, Match, Show, Switch } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Choice } from "../ui/Choice.tsx"
import { PaneProblem } from "../ui/PaneNotice.tsx"
import { SkeletonRows } from "../ui/Skeleton.tsx"
import { Switch as Toggle } from "../ui/Switch.tsx"
import { createQuery } from "../wire/createQuery.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import { createWishes } from "./createWishes.ts"
import { NotificationsAddresses } from "./NotificationsAddresses.tsx"
import { NotificationsDevices } from "./NotificationsDevices.tsx"

export type NotificationSettings = typeof SettingsSchema.Encoded
type Setting = NotificationSettings["settings"][number]

const delays: ReadonlyArray<readonly [seconds: number, words: string]> =
  [[0, "at once"], [60, "after 1 minute"], [300, "after 5 minutes"], [900, "after 15 minutes"], [3600, "after 1 hour"], [28_800, "after 8 hours"]]

/** The delays to choose from; one that was set otherwise is among them. */
const delaysWith = (own: number) => delays.some(([seconds]) => seconds === own) ? delays : [...delays, [own, `after ${own} seconds`] as const]

const kinds: ReadonlyArray<{ readonly channel: Setting["channel"]; readonly label: string; readonly hint: string }> = [
  { channel: "email_new_message", label: "Messages nobody answered", hint: "A letter about what is still unread then. Reading it in the inbox calls the letter off." },
  { channel: "email_mention", label: "A colleague names me", hint: "In a note or an answer." },
  { channel: "email_marketing", label: "News of the product", hint: "Now and then." }
]

/** What a member is told of by mail, when, and on which devices; for owners and admins also which addresses get no mail. */
export const NotificationsPage = () => {
  const { isManager, me, site } = useSite()
  const { client } = useServer()
  const settings = createQuery(() => client.call("notifications.settings", { websiteId: site.id }))
  const save = createWishes((wishes: ReadonlyArray<Setting>) => client.call("notifications.update", { websiteId: site.id, settings: wishes }), settings.set)
  const of = (channel: Setting["channel"]) => save.of(channel) ?? settings.data()?.settings.find((setting) => setting.channel === channel)
  return (
    <Switch fallback={<SkeletonRows kind="card" count={2} />}>
      <Match when={settings.data()}>
        {(found) => (
          <>
            <Card title="By mail" lead={`About ${site.name}, for you alone, to ${me().email}.`}>
              <For each={kinds}>
                {({ channel, hint, label }) => (
                  <Show when={of(channel)}>
                    {(setting) => (
                      <div class="notification-row">
                        <Toggle label={label} hint={hint} isOn={setting().enabled} onChange={(enabled) => void save.run({ ...setting(), enabled })} />
                        <Show when={setting().enabled && setting().delaySeconds !== null}>
                          <Choice
                            label={`${label}: when`} value={setting().delaySeconds ?? 0} options={delaysWith(setting().delaySeconds ?? 0)}
                            action={{ ...save, isBusy: () => false, run: (delaySeconds) => save.run({ ...setting(), delaySeconds }) }}
                          />
                        </Show>
                      </div>
                    )}
                  </Show>
                )}
              </For>
              <ActionProblem of={save} />
            </Card>
            <NotificationsDevices settings={found()} push={of("browser_push_new_message")} onChanged={settings.set} onSwitch={(enabled) => {
              const setting = of("browser_push_new_message")
              if (setting) void save.run({ ...setting, enabled })
            }} />
            <Show when={isManager}><NotificationsAddresses /></Show>
          </>
        )}
      </Match>
      <Match when={settings.problem()}>{(problem) => <PaneProblem title="Your notifications could not be loaded" problem={problem()} onRetry={settings.reload} />}</Match>
    </Switch>
  )
}
