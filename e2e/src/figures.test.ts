import type { Page } from "playwright-core"
import { expect } from "vitest"
import { runSql } from "./database.ts"
import { journey } from "./journey.ts"
import { inLyon, journeyOutside } from "./outside.ts"
import { member } from "./people.ts"
import { embedded, scriptTag } from "./scriptTag.ts"
import type { RunningServer } from "./startServer.ts"

/** Somebody on a page of the site itself, where its live key works; figures count live data only. */
const customer = async (newPage: (name: string, url: string, device?: object) => Promise<Page>, inbox: Page, server: RunningServer, device: object = {}) => {
  const { url } = server.summary()
  await inbox.goto(new URL("/acme/settings/developers", url).href)
  const liveKey = (await inbox.getByText(/pk_live_/).first().innerText()).trim()
  const page = await newPage("customer", "/health", { permissions: ["local-network-access"], ...device })
  await page.route("https://acme.com/**", (route) => route.fulfill({
    contentType: "text/html; charset=utf-8", body: `<!doctype html><html lang="en"><title>Kettles</title><link rel="icon" href="data:,"><h1>Kettles</h1>${scriptTag(url, liveKey)}</html>`
  }))
  await page.goto("https://acme.com/kettles")
  return page
}

const figure = (page: Page, name: string) => page.getByRole("region", { name: "How support is going" }).locator("div", { has: page.locator("dt", { hasText: name }) }).locator("dd")

journeyOutside("with Tinybird the strip above the inbox shows its figures, the live page who is there and where, and Tinybird is told of both", async ({ newPage, openInbox, peers, server }) => {
  const both = (values: object, before: object) => [{ ...values, period: "current" }, { ...before, period: "previous" }]
  const event = (event_type: string, event_count: number, median_duration: number | null) =>
    both({ event_type, event_count, median_duration }, { event_type, event_count: event_count / 2, median_duration: median_duration === null ? null : median_duration * 2 })
  peers.tinybird.answers.set("inbox_analytics", [
    ...event("conversation_started", 40, null), ...event("first_response", 30, 95), ...event("any_resolved", 20, 5400), ...event("conversation_resolved", 20, null), ...event("ai_resolved", 0, null)
  ])
  peers.tinybird.answers.set("unique_visitors", both({ unique_visitors: 4321 }, { unique_visitors: 4000 }))
  const inbox = await openInbox("/acme/inbox")
  await expect.poll(() => figure(inbox, "Visitors").innerText()).toMatch(/^4,321\s*\+8 %/)
  await expect.poll(() => figure(inbox, "First reply").innerText()).toMatch(/^2 min\s*−50 %/)
  await expect.poll(() => figure(inbox, "Resolution").innerText()).toMatch(/^1\.5 h/)

  const page = await customer(newPage, inbox, server, inLyon)
  const someone = embedded(page)
  await someone.open()
  await someone.begin()
  await someone.say("Do you ship kettles to Norway?")
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  await inbox.getByRole("link", { name: "Live visitors" }).click()
  await inbox.getByRole("heading", { name: "Live visitors" }).waitFor()
  const row = inbox.getByRole("row").filter({ hasText: "Kettles" })
  await row.getByText("Here now").waitFor()
  await inbox.getByText("1 here now").first().waitFor()
  await row.getByText("Lyon, France").waitFor()
  const map = inbox.getByRole("img", { name: "Map with visitors at 1 place" })
  await map.waitFor()
  expect(await map.locator("circle").textContent()).toBe("Lyon, France: 1")
  await runSql(server, "update job set run_at = now() where kind = 'analytics.rollUp'")
  await peers.tinybird.until(() => peers.tinybird.batches.some(({ rows, source }) => source === "conversation_metrics" && rows.length > 0))
  await row.getByRole("rowheader").getByRole("link").click()
  await inbox.getByRole("log", { name: "Messages" }).getByText("Do you ship kettles to Norway?").waitFor()
}, 180_000)

/** How many conversations the live page says were begun within its days, counted just now. */
const begun = async (inbox: Page, server: RunningServer): Promise<number> => {
  await runSql(server, "update job set run_at = now() where kind = 'analytics.rollUp'")
  await inbox.goto(new URL("/acme/live", server.summary().url).href)
  await inbox.getByText("As a table").click()
  await inbox.locator(".daily-table tbody td").first().waitFor()
  const cells = await inbox.locator(".daily-table tbody td:nth-of-type(1)").allInnerTexts()
  return cells.reduce((sum, cell) => sum + Number(cell), 0)
}
/** Figures are counted once in ten seconds, later on a busy machine. */
const patience = { timeout: 60_000, interval: 500 }

journey("without Tinybird the server counts for itself: a conversation more on the chart, and how fast it was answered", async ({ newPage, openInbox, server }) => {
  const inbox = await openInbox("/acme/inbox")
  // The demo's own are counted at once, all or none.
  let before = 0
  await expect.poll(async () => before = await begun(inbox, server), patience).toBeGreaterThan(0)
  const someone = embedded(await customer(newPage, inbox, server))
  await someone.open()
  await someone.begin()
  await someone.say("Is the kettle quiet?")
  await inbox.goto(new URL("/acme/inbox", server.summary().url).href)
  const dana = member(inbox)
  await dana.opens("Is the kettle quiet?")
  await dana.replies("Like a mouse.")
  await someone.sees("Like a mouse.")
  await expect.poll(() => begun(inbox, server), patience).toBe(before + 1)
  await inbox.getByText("No map: this server looks up no places.").waitFor()
  // The strip reads its figures when it is opened, and then every five minutes.
  await expect.poll(async () => {
    await inbox.goto(new URL("/acme/inbox", server.summary().url).href)
    return figure(inbox, "First reply").innerText()
  }, patience).toMatch(/^\d/)
}, 180_000)
