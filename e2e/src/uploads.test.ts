import { expect } from "vitest"
import { journey } from "./journey.ts"
import { member, visitor } from "./people.ts"
import { picture } from "./picture.ts"

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
  await picker.setInputFiles(picture("dent.png"))
  await someone.widget.getByText("dent.png").first().waitFor()
  // Enabled once the upload is through.
  await someone.widget.getByRole("button", { name: "Send", exact: false }).last().click()
  await member(inbox).opens("Here is the dent")
  const shown = inbox.getByRole("img", { name: "dent.png" })
  expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1)
})
