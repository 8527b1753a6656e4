import { expect } from "vitest"
import { journey } from "./journey.ts"
import { visitor } from "./people.ts"

for (const framework of ["react", "solid"]) {
  journey(`a conversation by keyboard alone, and every control has a name (${framework}, P35)`, async ({ newPage }) => {
    const page = await newPage("visitor", `/demo/?with=${framework}`)
    const { composer, sees, widget } = visitor(page)
    const launcher = widget.getByRole("button", { name: "Open support chat" })
    const dialog = widget.getByRole("dialog", { name: "Acme" })
    const named = async () => expect(await widget.ariaSnapshot()).not.toMatch(/- (button|link|textbox|dialog|log)( \[.*\])?:?$/m)
    await launcher.focus()
    await page.keyboard.press("Enter")
    await dialog.waitFor()
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await named()
    await page.keyboard.press("Escape")
    await expect.poll(() => launcher.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press("Enter")
    await dialog.waitFor()
    const begin = dialog.getByRole("button", { name: "Send us a message" })
    while (!await begin.evaluate((element) => element === document.activeElement)) await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect.poll(() => composer.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type("No mouse here")
    await page.keyboard.press("Enter")
    await sees("No mouse here")
    await named()
    await page.keyboard.press("Escape")
    await expect.poll(() => launcher.evaluate((element) => element === document.activeElement)).toBe(true)
  })
}
