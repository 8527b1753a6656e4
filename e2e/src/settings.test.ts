import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { demoOf, signIn } from "./people.ts"

journeyAlone("what is typed in the settings is asked about before it is left, and outlives a failed save", async ({ newPage, server }) => {
  const page = await newPage("owner", "/acme/settings/team")
  await signIn(page, demoOf(server))
  await page.getByRole("link", { name: "General" }).click()
  const name = page.getByLabel("Name")
  const save = page.getByRole("button", { name: "Save" })
  const asked = page.getByRole("dialog", { name: "Leave without saving?" })
  await name.waitFor()
  expect(await save.isDisabled()).toBe(true)

  await name.fill("Ac")
  await save.click()
  await page.getByText("Use at least 3 characters.").waitFor()
  await name.fill("Acme Kettles")

  await page.getByRole("link", { name: "Team" }).click()
  await asked.getByRole("button", { name: "Stay" }).click()
  await page.goBack()
  await asked.getByRole("button", { name: "Stay" }).click()
  const closing = page.waitForEvent("dialog")
  await page.close({ runBeforeUnload: true })
  const prompt = await closing
  expect(prompt.type()).toBe("beforeunload")
  await prompt.dismiss()
  expect(await name.inputValue()).toBe("Acme Kettles")

  await server.kill9()
  await save.click()
  await page.getByRole("alert").filter({ hasText: "The server can't be reached" }).waitFor()
  expect(await name.inputValue()).toBe("Acme Kettles")
  await server.restart()
  await save.click()
  await page.getByText("Saved").waitFor()
  await expect.poll(() => save.isDisabled()).toBe(true)
  await page.getByRole("link", { name: "Team" }).click()
  await page.getByRole("heading", { name: "Invite people" }).waitFor()
  await expect.poll(() => page.title()).toContain("Acme Kettles")
})
