import { expect } from "vitest"
import { journey } from "./journey.ts"
import { member, visitor } from "./people.ts"

/** The smallest PNG: one pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
)

journey("a picture a visitor attaches is seen by the team; what isn't allowed says why and takes nothing with it", async ({ newPage, openInbox }) => {
  const inbox = await openInbox()
  const page = await newPage("visitor", "/demo/")
  const someone = visitor(page)
  await someone.open()
  const picker = someone.widget.locator("input[type=file]")
  await someone.composer.fill("Here is the dent")
  await picker.setInputFiles({ name: "run.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") })
  await someone.widget.getByText(/can.t be|not allowed|can only/i).first().waitFor()
  expect(await someone.composer.inputValue()).toBe("Here is the dent")
  await someone.widget.getByRole("button", { name: /remove/i }).first().click()
  await picker.setInputFiles({ name: "dent.png", mimeType: "image/png", buffer: pixel })
  await someone.widget.getByText("dent.png").first().waitFor()
  // Enabled once the upload is through.
  await someone.widget.getByRole("button", { name: "Send", exact: false }).last().click()
  await member(inbox).opens("Here is the dent")
  const picture = inbox.getByRole("img", { name: "dent.png" })
  await picture.waitFor()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
})
