import { expect } from "vitest"
import { journey } from "./journey.ts"
import { journeyOutside } from "./outside.ts"
import { demoOf } from "./people.ts"
import { products } from "./peers/PolarPeer.ts"

journeyOutside("the plan page leads to Polar's checkout and back, and shows the paid plan by itself once Polar says that it was paid; its portal is a press away", async ({ openInbox, peers, server }) => {
  const page = await openInbox("/acme/settings/plan")
  const main = page.locator("#main")
  await main.getByRole("heading", { name: "Free", exact: true }).first().waitFor()
  await main.getByText("Free of charge.").waitFor()
  await main.getByText(/^\d+ of 500$/).waitFor()
  await main.getByText("0 of 50", { exact: true }).waitFor()
  await page.getByRole("button", { name: "Upgrade to Pro" }).click()
  await page.getByRole("heading", { name: "Checkout" }).waitFor()
  await page.getByText(products.pro).waitFor()
  await page.getByRole("link", { name: "Back" }).click()
  await page.getByText("Nothing was bought. The plan is as it was.").waitFor()
  expect(page.url()).toBe(new URL("/acme/settings/plan", server.summary().url).href)

  await page.getByRole("button", { name: "Upgrade to Pro" }).click()
  await page.getByRole("button", { name: "Pay" }).click()
  await page.getByText("Thank you. The new plan opens within a minute.").waitFor()
  await main.getByText("Free of charge.").waitFor()
  const [customer = ""] = peers.polar.customers.keys()
  expect(await peers.polar.post(server.summary().url, { type: "customer.state_changed", timestamp: new Date().toISOString(), data: { external_id: customer } })).toBe(202)
  await main.getByText("$90 a month for this site.").waitFor()
  await main.getByText("Your plan").waitFor()
  expect(await page.getByRole("button", { name: /^Upgrade/ }).count()).toBe(0)

  const portal = page.getByRole("heading", { name: "Customer portal" })
  await page.getByRole("button", { name: "Invoices and payment" }).click()
  await portal.waitFor()
  await page.getByText(demoOf(server).email).waitFor()
  await page.getByRole("link", { name: "Back" }).click()
  await main.getByText("$90 a month for this site.").waitFor()
  expect(page.url()).toBe(new URL("/acme/settings/plan", server.summary().url).href)
  await page.goto(new URL("/acme/billing", server.summary().url).href)
  await portal.waitFor()
  expect(peers.polar.refused).toEqual([])
})

journey("where nothing is sold the plan page says that the server is one's own, and there is nothing to pay", async ({ openInbox, server }) => {
  const page = await openInbox("/acme/settings/plan")
  const main = page.locator("#main")
  await main.getByRole("heading", { name: "Self-Hosted" }).waitFor()
  await main.getByText("Nothing is sold and nothing is metered.").waitFor()
  await main.getByText("Unmetered").waitFor()
  expect(await main.getByRole("button").count()).toBe(0)
  await page.goto(new URL("/acme/billing", server.summary().url).href)
  await page.getByText("There is no billing here").waitFor()
})
