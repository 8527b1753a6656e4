import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { demoOf, signIn } from "./people.ts"

/** What holds the focus, as a reader would name it. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent)

journeyAlone("the places around the inbox: a site is added, and the way back leads out of it; the focus is never lost; a session ends in another tab", async ({ newPage, server }) => {
  const page = await newPage("owner", "/acme/settings/team")
  await expect.poll(() => page.title()).toBe("Sign in to your inbox")
  await signIn(page, demoOf(server))

  // What is taken away leaves the focus at the heading above it, and a button that did its work keeps it.
  await page.getByLabel("E-mail addresses").fill("noor@acme.test, kim@acme.test")
  await page.getByRole("button", { name: "Invite 2 people" }).press("Enter")
  await page.getByRole("heading", { name: "Invitations" }).waitFor()
  await expect.poll(() => page.getByRole("button", { name: "Invite", exact: true }).isDisabled()).toBe(true)
  expect(await focused(page)).toBe("Invite")
  await page.getByRole("button", { name: "Take back the invitation of noor@acme.test" }).press("Enter")
  await expect.poll(() => focused(page)).toBe("Invitations")

  await page.getByRole("button", { name: "Site: Acme" }).click()
  await page.getByRole("menuitem", { name: "Add a site" }).click()
  await page.getByRole("heading", { name: "Add a site" }).waitFor()
  await expect.poll(() => page.title()).toBe("Add a site")
  await page.getByLabel("Name").fill("  x ")
  await page.getByLabel("Domain").fill("tea.example")
  await page.getByRole("button", { name: "Continue" }).click()
  await page.getByText("Use at least 3 characters.").waitFor()
  await page.getByLabel("Name").fill("Tea")
  await page.getByRole("button", { name: "Continue" }).press("Enter")
  await page.getByText("Waiting for your app").waitFor()
  await expect.poll(() => focused(page)).toBe("Put the widget into Tea")
  await page.goBack()
  await page.getByRole("heading", { name: "Invite people" }).waitFor()

  await page.getByRole("link", { name: "Profile" }).click()
  const name = page.getByLabel("Name", { exact: true })
  await name.fill("Not saved yet")
  const other = await page.context().newPage()
  await other.goto(new URL("/acme/inbox", server.summary().url).href)
  await other.getByRole("button", { name: "Your account" }).click()
  await other.getByRole("menuitem", { name: "Sign out" }).click()
  await other.getByRole("heading", { name: "Sign in to your inbox" }).waitFor()
  await page.getByRole("heading", { name: "Sign in to your inbox" }).waitFor()
  expect(page.url()).toContain("/login?next=%2Facme%2Fsettings%2Fprofile")
})
