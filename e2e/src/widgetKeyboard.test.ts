import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journey } from "./journey.ts"
import { embedded, scriptTag } from "./scriptTag.ts"

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC", "base64")
const phone = { viewport: { width: 375, height: 740 } }

/** A person who has no mouse. A shadow root keeps to itself where the keyboard is. */
const byKeyboard = (page: Page) => {
  const isAt = (selector: string) => page.evaluate((wanted) => {
    const { activeElement } = document
    return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.matches(wanted) ?? false
  }, selector)
  const at = (selector: string) => expect.poll(() => isAt(selector), { message: `the keyboard at ${selector}` }).toBe(true)
  return {
    at,
    press: (key: string) => page.keyboard.press(key),
    /** Goes on by Tab, or back, until it is there; who goes before it stands goes past it. */
    goTo: async (selector: string, key = "Tab") => {
      await page.locator(selector).first().waitFor()
      for (let count = 0; count < 40 && !await isAt(selector); count++) await page.keyboard.press(key)
      await at(selector)
    }
  }
}

for (const [name, device] of [["react", {}], ["solid", phone], ["tag", {}], ["tag on a phone", phone]] as const) {
  journey(`files, emojis, pictures, the list of conversations and the way out are for the keyboard alone, which is never lost (${name}, P35)`, async ({ newPage, publicKey, server, site }) => {
    const page = await newPage("visitor", name.startsWith("tag") ? site.page({ body: `<button id="help" onclick="Cossistant.show()">Help</button>${scriptTag(server.summary().url, publicKey)}` }) : `/demo/?with=${name}`, device)
    const { dialog, launcher, sees, widget } = embedded(page)
    const { at, goTo, press } = byKeyboard(page)
    // Listened for all the time: the browser's own dialogs would wait for a person.
    const files: Array<string> = []
    page.on("filechooser", async (chooser) => chooser.setFiles(files.map((each) => ({ name: each, mimeType: "image/png", buffer: png }))))
    const attach = async (...names: ReadonlyArray<string>) => {
      files.splice(0, files.length, ...names)
      await goTo("[title='Attach files']", "Shift+Tab")
      await press("Enter")
      for (const each of names) await widget.locator(`[title='Remove ${each}']`).waitFor()
      await at("[title='Attach files']")
    }
    const said = widget.locator(".co-composer > [role=status].co-hidden")

    await launcher.focus()
    await press("Enter")
    await at("[role=dialog]")
    await goTo(".co-actions button")
    await press("Enter")
    await at(".co-composer textarea")

    await attach("one.png")
    await expect.poll(() => said.textContent()).toBe("one.png attached")
    await goTo("[title='Remove one.png']", "Shift+Tab")
    await press("Enter")
    await at(".co-composer textarea")
    await expect.poll(() => said.textContent()).toBe("one.png removed")
    await attach("front.png", "back.png")
    await expect.poll(() => widget.locator(".co-drafts .co-thumb").count()).toBe(2)
    expect(await said.textContent()).toMatch(/(front|back)\.png attached$/)

    await goTo("[title='Insert an emoji']")
    await press("Enter")
    await at(".co-emoji-menu button:first-child")
    for (const [key, place] of [["ArrowDown", 9], ["ArrowRight", 10], ["ArrowUp", 2], ["End", 32], ["Home", 1]] as const) {
      await press(key)
      await at(`.co-emoji-menu button:nth-child(${place})`)
    }
    await press("Tab")
    await at(".co-composer textarea")
    await widget.locator(".co-emoji-menu").waitFor({ state: "detached" })
    await press("Shift+Tab")
    await press("Enter")
    await at(".co-emoji-menu button:first-child")
    await press("Escape")
    await at(".co-composer textarea")
    expect(await dialog.getAttribute("data-state")).toBe("open")
    await page.keyboard.type(`By keyboard with ${name}`)
    await press("Enter")
    await sees(`By keyboard with ${name}`)
    await at(".co-composer textarea")

    await widget.locator(".co-message[data-delivery=Sent] [aria-label='Open front.png']").waitFor()
    for (const close of ["Escape", "Enter"] as const) {
      await goTo("[aria-label='Open front.png']", "Shift+Tab")
      await press("Enter")
      await at("dialog[open] button")
      await press("ArrowRight")
      await expect.poll(() => widget.locator("dialog[open] [role=status]").textContent()).toBe("back.png 2 of 2")
      if (close === "Enter") await goTo("dialog[open] [title=Close]")
      await press(close)
      await at("[aria-label='Open front.png']")
      await widget.locator("dialog").waitFor({ state: "detached" })
    }

    await goTo("[title=Back]", "Shift+Tab")
    await press("Enter")
    await at("[role=dialog][data-page=HOME]")
    await goTo(".co-actions button")
    await press("Enter")
    await at(".co-composer textarea")
    await page.keyboard.type(`Another with ${name}`)
    await press("Enter")
    await sees(`Another with ${name}`)
    await goTo("[title=Back]", "Shift+Tab")
    await press("Enter")
    await at("[role=dialog][data-page=HOME]")
    await goTo("section .co-link")
    await press("Enter")
    await at("[role=dialog][data-page=CONVERSATION_HISTORY]")
    await goTo(".co-history li:nth-child(2) button")
    await press("Enter")
    await at(".co-composer textarea")
    await sees(`By keyboard with ${name}`)
    if (device === phone) {
      // It covers the page: round and round, it never comes to anything but what is in the panel.
      for (let count = 0; count < 12; count++) {
        await press("Tab")
        await at("[role=dialog] *, [role=dialog]")
      }
      expect(await dialog.getAttribute("aria-modal")).toBe("true")
    }
    await goTo(".co-header [title=Close]", "Shift+Tab")
    await press("Enter")
    await at("[data-slot=trigger]")
    if (!name.startsWith("tag")) return
    await page.locator("#help").focus()
    await press("Enter")
    await at("[role=dialog] *")
    await press("Escape")
    await at("#help")
  })
}
