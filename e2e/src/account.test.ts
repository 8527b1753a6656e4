import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { demoOf, signIn } from "./people.ts"

type NewPage = (name: string, path: string) => Promise<Page>

/** The link of the newest letter with this subject. */
const linkOf = async (newPage: NewPage, subject: string): Promise<string> => {
  const outbox = await newPage("outbox", "/dev/outbox")
  const letter = outbox.getByRole("link").filter({ hasText: subject }).first()
  // It leaves a moment after it was asked for; the page shows what was there when it was opened.
  await expect.poll(async () => {
    await outbox.reload()
    return letter.count()
  }, { timeout: 10_000 }).toBe(1)
  await letter.click()
  return await outbox.frameLocator("iframe").getByRole("link").first().getAttribute("href") ?? ""
}

journeyAlone("someone who forgot the password comes back in by letter, once", async ({ newPage, server }) => {
  const demo = demoOf(server)
  const page = await newPage("forgetful", "/acme/inbox")
  await page.getByLabel("E-mail").fill(demo.email)
  await page.getByRole("link", { name: "Forgot your password?" }).click()
  // The page left has a field of the same name, and stays until this one is here.
  await page.getByRole("heading", { name: "Choose a new password" }).waitFor()
  await expect.poll(() => page.getByLabel("E-mail").inputValue()).toBe(demo.email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor()

  const link = await linkOf(newPage, "Choose a new password")
  expect(link).toMatch(/\/reset-password#token=/)
  await page.goto(link)
  await page.getByLabel("New password").fill("a kettle that sings")
  await page.getByRole("button", { name: "Save the password" }).click()
  await page.getByRole("heading", { name: "Your password is changed" }).waitFor()
  await page.getByRole("link", { name: "Sign in" }).click()
  await signIn(page, { ...demo, password: "a kettle that sings" })

  const again = await newPage("again", link)
  await again.getByLabel("New password").fill("another password")
  await again.getByRole("button", { name: "Save the password" }).click()
  await again.getByRole("heading", { name: "This link no longer works" }).waitFor()
  await again.getByRole("link", { name: "Ask for a new link" }).click()
  await again.getByRole("button", { name: "Send the link" }).waitFor()
  expect(new URL(again.url()).pathname).toBe("/forgot-password")
})
