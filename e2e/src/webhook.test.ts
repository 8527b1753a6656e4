import { expect } from "vitest"
import { askInbox } from "./askInbox.ts"
import { journeyOutside } from "./outside.ts"
import { pageOf } from "./byMail.ts"
import { embedded } from "./scriptTag.ts"

journeyOutside("with a key and an endpoint made in the settings, a program writes to a visitor who sees it at once, and is told so, again when asked", async ({ newPage, openInbox, peers, publicKey, server, site }) => {
  const { url } = server.summary()
  const page = await openInbox("/acme/settings/developers")
  await page.getByRole("button", { name: "New key" }).click()
  const key = page.getByRole("dialog", { name: "New key" })
  await key.getByLabel("Name").fill("Order system")
  await key.getByRole("radio", { name: "Private, for your server" }).check({ force: true })
  await key.getByRole("radio", { name: "Test" }).check({ force: true })
  await key.getByRole("button", { name: "Create key" }).click()
  const secretKey = (await page.getByRole("dialog").getByText(/sk_test_/).innerText()).trim()
  await page.getByRole("button", { name: "Done" }).click()

  await page.getByRole("link", { name: "Webhooks" }).click()
  await page.getByRole("button", { name: "New endpoint" }).click()
  const form = page.getByRole("dialog", { name: "New endpoint" })
  await form.getByLabel("Address").fill(peers.webhook.url)
  await form.getByLabel("Name").fill("Order system")
  await form.getByRole("radio", { name: "Test" }).check({ force: true })
  await form.getByRole("checkbox", { name: /A conversation begins/ }).uncheck()
  await form.getByRole("button", { name: "Create endpoint" }).click()
  peers.webhook.secret = (await page.getByRole("dialog", { name: "Your endpoint's secret" }).getByText(/whsec_/).innerText()).trim()
  await page.getByRole("button", { name: "Done" }).click()

  const someone = embedded(await newPage("visitor", pageOf(site, server, publicKey, { name: "Wanda Hook", email: "wanda@visitor.test" })))
  await someone.open()
  await someone.begin()
  await someone.say("Has order 12 left?")
  await expect.poll(() => peers.webhook.calls.map(({ data, type }) => `${type} ${data.message?.text}`)).toEqual(["message.created Has order 12 left?"])

  const api = (path: string, init: RequestInit = {}) => fetch(`${url}/v1${path}`, { ...init, headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" } })
  const conversationId = peers.webhook.calls[0]?.data.message?.conversationId
  const { userId } = await askInbox<{ readonly userId: string }>(page, "me.get", null)
  const sent = await api("/messages", { method: "POST", body: JSON.stringify({ conversationId, item: { text: "Order 12 left at noon.", userId } }) })
  expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining("Order 12 left at noon.")])
  await someone.sees("Order 12 left at noon.")
  await expect.poll(() => peers.webhook.calls.map(({ data }) => data.message?.text)).toEqual(["Has order 12 left?", "Order 12 left at noon."])

  await page.getByRole("button", { name: "Deliveries" }).click()
  const log = page.getByRole("region", { name: `Deliveries to ${peers.webhook.url}` })
  const delivered = log.getByRole("button", { name: /message\.created.*Delivered/ })
  // It is booked after it was answered: until then the newest that is there is the one before.
  await expect.poll(() => delivered.count()).toBe(2)
  await delivered.first().click()
  const delivery = page.getByRole("dialog", { name: "message.created" })
  await delivery.getByText("Order 12 left at noon.").waitFor()
  await delivery.getByText("Answered 200").waitFor()
  await delivery.getByRole("button", { name: "Send again" }).click()
  await page.getByText("It is sent again").waitFor()
  await expect.poll(() => peers.webhook.calls.length).toBe(3)
  expect(peers.webhook.calls[2]).toEqual(peers.webhook.calls[1])
  await expect.poll(() => delivery.getByText("Answered 200").count()).toBe(2)
})
