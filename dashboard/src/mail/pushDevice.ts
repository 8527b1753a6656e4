import type { PushSubscription as SubscriptionSchema } from "@cossistant/core/notifications/Notification"

type Subscription = typeof SubscriptionSchema.Encoded

const worker = "/push-worker.js"
const isSupported = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window

/** Whether this browser can get pushes: `ready` when it may be asked, or was. */
export const pushState = (): "unsupported" | "denied" | "ready" =>
  !isSupported() ? "unsupported" : Notification.permission === "denied" ? "denied" : "ready"

const asSubscription = (subscription: PushSubscription): Subscription => {
  const { endpoint = "", keys = {} } = subscription.toJSON()
  return { endpoint, keys: { p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" } }
}

const bytesOf = (base64url: string) => Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))

/** This browser's address at its push service; null when it has none. */
export const ownSubscription = async (): Promise<Subscription | null> => {
  if (!isSupported()) return null
  const found = await (await navigator.serviceWorker.getRegistration(worker))?.pushManager.getSubscription()
  return found ? asSubscription(found) : null
}

/** Asks the person, then the push service (https://www.w3.org/TR/push-api/#dom-pushmanager-subscribe); null when the person said no. */
export const subscribeHere = async (vapidPublicKey: string): Promise<Subscription | null> => {
  if (await Notification.requestPermission() !== "granted") return null
  await navigator.serviceWorker.register(worker)
  const { pushManager } = await navigator.serviceWorker.ready
  return asSubscription(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(vapidPublicKey) }))
}

export const unsubscribeHere = async (): Promise<void> => {
  await (await (await navigator.serviceWorker.getRegistration(worker))?.pushManager.getSubscription())?.unsubscribe()
}

/** What this device is called in the list, as `Firefox on Linux`. */
export const deviceName = (): string => {
  const agent = navigator.userAgent
  const browser = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]].find(([mark = ""]) => agent.includes(mark))?.[1] ?? "Browser"
  const system = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Mac OS", "macOS"], ["Windows", "Windows"], ["Linux", "Linux"]].find(([mark = ""]) => agent.includes(mark))?.[1]
  return system === undefined ? browser : `${browser} on ${system}`
}
