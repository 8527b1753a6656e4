import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { notificationSettings } from "../../fixture/mail.ts"
import { find, openApp, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"
import type { NotificationSettings } from "./NotificationsPage.tsx"

/** The notifications of a server that answers each change when it is told to. */
const open = () => {
  const asked: Array<string> = []
  const answers: Array<(isRefused?: boolean) => void> = []
  let wishes: NotificationSettings = notificationSettings
  const { server } = fakeServer([], { "notifications.settings": () => wishes })
  // The fixture's own answer, whichever procedure it is.
  const passOn = server.client.call as (...asked: ReadonlyArray<unknown>) => Promise<unknown>
  const call = async (tag: string, payload: unknown, ...rest: ReadonlyArray<unknown>) => {
    if (tag !== "notifications.update") return passOn(tag, payload, ...rest)
    const { settings } = payload as { readonly settings: NotificationSettings["settings"] } // as the procedure takes it
    asked.push(settings.map(({ channel, delaySeconds, enabled }) => `${channel} ${enabled} ${delaySeconds}`).join(", "))
    await new Promise<void>((resolve, reject) => answers.push((isRefused) => isRefused ? reject(new RpcFailure({ _tag: "Unreachable", status: null })) : resolve()))
    wishes = { ...wishes, settings: wishes.settings.map((one) => settings.find(({ channel }) => channel === one.channel) ?? one) }
    return wishes
  }
  openApp("/acme/settings/notifications", { server: { ...server, client: { ...server.client, call: call as typeof server.client.call } } }) // it gives what it is given
  return { answers, asked }
}
const toggle = (label: string) => () => [...document.querySelectorAll("label")].find(({ textContent }) => textContent?.startsWith(label))?.parentElement?.querySelector<HTMLInputElement>("input[role=switch]")

it("a switch pressed while another is being saved shows and saves what was wished, and so does a choice", async () => {
  const { answers, asked } = open()
  ;(await shown(toggle("Messages nobody answered"))).click()
  await shown(() => asked.length === 1)
  toggle("A colleague names me")()?.click()
  expect([toggle("Messages nobody answered")()?.checked, toggle("A colleague names me")()?.checked]).toEqual([false, false])
  toggle("A colleague names me")()?.click()
  answers[0]?.()
  await shown(() => asked.length === 2)
  const choice = await shown(find<HTMLSelectElement>("select"))
  choice.value = "900"
  choice.dispatchEvent(new Event("change", { bubbles: true }))
  answers[1]?.()
  await shown(() => asked.length === 3)
  answers[2]?.()
  expect(asked).toEqual(["email_new_message false 300", "email_mention true 60", "email_mention true 900"])
  await shown(() => toggle("Messages nobody answered")()?.checked === false && find<HTMLSelectElement>("select")()?.value === "900")
})

it("what is refused shows what is, with the reason", async () => {
  const { answers, asked } = open()
  ;(await shown(toggle("Messages nobody answered"))).click()
  await shown(() => asked.length === 1)
  toggle("A colleague names me")()?.click()
  answers[0]?.(true)
  await shown(text("The server can't be reached"))
  expect([toggle("Messages nobody answered")()?.checked, toggle("A colleague names me")()?.checked, asked.length]).toEqual([true, true, 1])
})
