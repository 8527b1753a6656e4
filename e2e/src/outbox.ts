import type { Page } from "playwright-core"
import { expect } from "vitest"

/** The first link of the newest letter whose subject fits, from the outbox of a server that keeps its letters. */
export const linkOfLetter = async (newPage: (name: string, path: string) => Promise<Page>, subject: string | RegExp): Promise<string> => {
  const outbox = await newPage("outbox", "/dev/outbox")
  const letter = outbox.getByRole("link").filter({ hasText: subject }).first()
  // It leaves a moment after it was asked for; the page shows what was there when it was opened.
  await expect.poll(async () => {
    await outbox.reload()
    return letter.count()
  }, { interval: 200 }).toBe(1)
  await letter.click()
  return await outbox.frameLocator("iframe").getByRole("link").first().getAttribute("href") ?? ""
}
