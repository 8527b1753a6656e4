import { expect } from "vitest"
import { journey } from "./journey.ts"
import { linkOfLetter } from "./outbox.ts"
import { demoOf, signIn } from "./people.ts"

journey("an invited teammate follows the letter's link and is in", async ({ newPage, server }) => {
  const owner = await newPage("owner", "/acme/settings/team")
  await signIn(owner, demoOf(server))
  await owner.getByRole("heading", { name: "Invite people" }).waitFor()
  await owner.locator("#main").getByRole("textbox").first().fill("noor@acme.test")
  await owner.getByRole("button", { name: /Invite|Send/ }).last().click()
  await owner.getByText("noor@acme.test").nth(0).waitFor()

  const link = await linkOfLetter(newPage, /invite|join/i)
  expect(link).toMatch(/\/welcome\/.+\/join\/.+#secret=/)

  const teammate = await newPage("teammate", link)
  await teammate.getByLabel("Your name").fill("Noor Haddad")
  await teammate.getByLabel("Password").fill("a long password")
  await teammate.getByRole("button", { name: /join/i }).last().click()
  await teammate.waitForURL(/\/acme\/inbox/)
  await owner.getByText("Noor Haddad").first().waitFor()
})
