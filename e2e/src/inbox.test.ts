import { expect } from "vitest"
import { journey, journeyAlone } from "./journey.ts"
import { demoOf, signIn } from "./people.ts"

journeyAlone("a page of the inbox that can't be loaded says so, leaves the others in reach and loads when the server is back", async ({ newPage, server }) => {
  const page = await newPage("member", "/acme/inbox?test=1")
  await signIn(page, demoOf(server))
  await page.locator(".row").first().waitFor()
  await server.kill9()

  const settings = page.getByRole("link", { name: "Settings" })
  await settings.click()
  const missing = page.getByRole("alert").filter({ hasText: "This page could not be loaded" })
  await missing.waitFor()
  await missing.getByRole("button", { name: "Load it again" }).click()
  await missing.getByText("The server still can't be reached.").waitFor()

  await page.getByRole("link", { name: /^Open/ }).click()
  await page.locator(".list").waitFor()
  await settings.click()
  await missing.waitFor()
  await server.restart()
  await missing.getByRole("button", { name: "Load it again" }).click()
  await page.getByLabel("Contact e-mail").waitFor()
})

journey("a conversation's title is kept by Enter, a closed dialog and a removed file give the focus back", async ({ openInbox }) => {
  const page = await openInbox()
  await page.locator(".row").first().click()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent)

  await page.getByTitle("Edit the title").click()
  await page.keyboard.type("Kettles for a van")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Kettles for a van" }).waitFor()
  expect(await page.getByLabel("Title").count()).toBe(0)
  expect(await focused()).toBe("Kettles for a van")

  await page.getByRole("button", { name: "Erase this person…" }).click()
  await page.getByRole("dialog").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await expect.poll(focused).toBe("Erase this person…")

  const note = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("kettles") })
  await page.locator("input[type=file]").setInputFiles([note("one.txt"), note("two.txt")])
  await page.getByRole("button", { name: "Remove one.txt" }).click()
  await expect.poll(focused).toBe("Remove two.txt")
  await page.keyboard.press("Enter")
  await expect.poll(focused).toBe("Reply")
})
