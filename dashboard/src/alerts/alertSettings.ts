import { createSignal } from "solid-js"

const key = "cossistant.alerts"

/** How this browser asks for attention. Desktop notifications also need the browser's own consent. */
export interface AlertSettings {
  readonly sound: boolean
  readonly desktop: boolean
}

const read = (): AlertSettings => {
  try {
    return { sound: true, desktop: false, ...JSON.parse(localStorage.getItem(key) ?? "{}") }
  } catch {
    return { sound: true, desktop: false }
  }
}

const [alertSettings, set] = createSignal(read())
export { alertSettings }

export const changeAlertSettings = (change: Partial<AlertSettings>): void => {
  const next = { ...alertSettings(), ...change }
  set(next)
  localStorage.setItem(key, JSON.stringify(next))
}

/** Asks for the browser's consent and switches notifications on if it is given. Answers what was decided. */
export const allowDesktop = async (): Promise<NotificationPermission | "unsupported"> => {
  if (!("Notification" in globalThis)) return "unsupported"
  const permission = await Notification.requestPermission()
  changeAlertSettings({ desktop: permission === "granted" })
  return permission
}
