import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { linkOfLetter } from "./outbox.ts"
import { demoOf, signIn } from "./people.ts"

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

  const link = await linkOfLetter(newPage, "Choose a new password")
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
