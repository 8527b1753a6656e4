import BellRing from "lucide-solid/icons/bell-ring"
import { createResource, createSignal, Show } from "solid-js"
import { useSite } from "../site/SiteContext.ts"
import { ActionProblem } from "../ui/ActionProblem.tsx"
import { Button } from "../ui/Button.tsx"
import { createClock } from "../ui/clock.ts"
import { Keyed } from "../ui/Keyed.tsx"
import { Switch as Toggle } from "../ui/Switch.tsx"
import { ago } from "../ui/time.ts"
import { tell } from "../ui/toasts.ts"
import { createAction } from "../wire/createAction.ts"
import { useServer } from "../wire/WireContext.tsx"
import { Card } from "./Card.tsx"
import type { NotificationSettings } from "./NotificationsPage.tsx"
import { deviceName, ownSubscription, pushState, subscribeHere, unsubscribeHere } from "../mail/pushDevice.ts"

/** The devices that get pushes, this one among them or not yet. */
export const NotificationsDevices = (props: {
  readonly settings: NotificationSettings
  readonly push: NotificationSettings["settings"][number] | undefined
  readonly onChanged: (settings: NotificationSettings) => void
  readonly onSwitch: (isOn: boolean) => void
}) => {
  const { site } = useSite()
  const { client } = useServer()
  const now = createClock()
  const [state, setState] = createSignal(pushState())
  const [own, { refetch }] = createResource(ownSubscription)
  const isHere = () => props.settings.devices.some(({ endpoint }) => endpoint === own()?.endpoint)
  const add = createAction(async (key: string) => {
    const subscription = await subscribeHere(key)
    setState(pushState())
    if (subscription === null) return null
    return client.call("notifications.subscribe", { websiteId: site.id, subscription, deviceName: deviceName() })
  }, (settings) => {
    void refetch()
    if (settings === null) return tell("Your browser was asked not to. Its site settings can change that.", { isProblem: true })
    props.onChanged(settings)
    tell("This device gets pushes now")
  })
  const remove = createAction(async (device: NotificationSettings["devices"][number]) => {
    if (device.endpoint === own()?.endpoint) await unsubscribeHere()
    return client.call("notifications.unsubscribe", { websiteId: site.id, deviceId: device.id })
  }, (settings) => {
    void refetch()
    props.onChanged(settings)
  })
  const cannot = () => {
    if (props.settings.vapidPublicKey === null) return "Whoever runs this server hasn't set it up for pushes."
    if (state() === "unsupported") return "This browser has no pushes. On an iPhone, add the inbox to the home screen first."
    if (state() === "denied") return "Your browser refuses pushes from here. Its site settings can change that."
    return null
  }
  return (
    <Card
      title="On your devices" lead="A push at once, also while no tab is open."
      action={<Show when={props.settings.vapidPublicKey}>{(key) => <Show when={!isHere() && cannot() === null}><Button isBusy={add.isBusy()} onClick={() => void add.run(key())}><BellRing />Add this device</Button></Show>}</Show>}
    >
      <Show when={cannot()}>{(why) => <p class="muted card-empty">{why()}</p>}</Show>
      <Show when={props.settings.devices.length > 0} fallback={<Show when={cannot() === null}><p class="muted card-empty">No device yet.</p></Show>}>
        <Show when={props.push}>{(push) => <Toggle label="Pushes" hint="Off keeps the devices and sends nothing." isOn={push().enabled} onChange={props.onSwitch} />}</Show>
        <ul class="rows">
          <Keyed each={props.settings.devices} by={({ id }) => id}>
            {(device) => (
              <li class="device-row">
                <span><b>{device().name || "A browser"}</b><Show when={device().endpoint === own()?.endpoint}> <span class="badge">This device</span></Show></span>
                <small><Show when={device().lastUsedAt} fallback="No push yet">{(at) => `Last push ${ago(at(), now())}`}</Show></small>
                <button type="button" class="link" aria-disabled={remove.isBusy()} aria-label={`Remove ${device().name || "the browser"}`} onClick={() => void remove.run(device())}>Remove</button>
              </li>
            )}
          </Keyed>
        </ul>
      </Show>
      <ActionProblem of={add} />
      <ActionProblem of={remove} />
    </Card>
  )
}
