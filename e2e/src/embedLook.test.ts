import { expect } from "vitest"
import { picture } from "./picture.ts"
import { member } from "./people.ts"
import { embedded, scriptTag } from "./scriptTag.ts"
import { journey } from "./journey.ts"

journey("the script tag's widget is as light or dark as its page says, at once when the page changes its mind", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ html: "class=dark", body: scriptTag(server.summary().url, publicKey) }))
  const { launcher } = embedded(page)
  const isDark = () => launcher.evaluate((element) => getComputedStyle(element).colorScheme === "dark")
  const becomes = (expected: boolean, message: string) => expect.poll(isDark, { message }).toBe(expected)
  await becomes(true, "dark from the start")
  const cases: ReadonlyArray<readonly [name: string, attributes: Readonly<Record<string, string>>, device: "light" | "dark", expected: boolean]> = [
    ["nothing said", {}, "light", false],
    ["nothing said on a dark device", {}, "dark", true],
    ["class light on a dark device", { class: "light" }, "dark", false],
    ["data-color-scheme", { "data-color-scheme": "dark" }, "light", true],
    ["data-color-scheme light on a dark device", { "data-color-scheme": "light" }, "dark", false],
    ["data-theme", { "data-theme": "dark" }, "light", true],
    ["data-theme light on a dark device", { "data-theme": "light" }, "dark", false],
    ["a theme of another name", { "data-theme": "corporate" }, "light", false],
    ["color-scheme", { style: "color-scheme: dark" }, "light", true],
    ["color-scheme light on a dark device", { style: "color-scheme: light" }, "dark", false],
    ["both schemes on a dark device", { style: "color-scheme: light dark" }, "dark", true]
  ]
  for (const [name, attributes, colorScheme, expected] of cases) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate((attributes) => {
      const root = document.documentElement
      for (const name of root.getAttributeNames()) root.removeAttribute(name)
      for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value)
    }, attributes)
    await becomes(expected, name)
  }
  await page.evaluate("Cossistant.updateConfig({ theme: 'light' })")
  await becomes(false, "light by order")
})

journey("the script tag's widget stands at the left of a page that reads from the right", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ html: "lang=ar dir=rtl", body: scriptTag(server.summary().url, publicKey, "data-locale=ar") }))
  const { dialog, launcher, log, open, widget } = embedded(page)
  await open()
  const { width } = page.viewportSize() ?? { width: 0 }
  const button = await launcher.boundingBox()
  expect((button?.x ?? width) + (button?.width ?? 0)).toBeLessThan(width / 2)
  expect((await dialog.boundingBox())?.x).toBeGreaterThanOrEqual(0)
  expect(await dialog.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl")
  await expect.poll(() => widget.getAttribute("lang")).toBe("ar")
  // It grows out of the launcher, and what points back points to the right.
  const { height } = await dialog.boundingBox() ?? {}
  expect(await dialog.evaluate((element) => getComputedStyle(element).transformOrigin)).toBe(`0px ${height}px`)
  await page.evaluate("Cossistant.startConversation('من اليمين')")
  await log.waitFor()
  const back = dialog.locator(".co-icon[data-mirrored]").first()
  const pointing = () => back.evaluate((element) => getComputedStyle(element).transform)
  expect(await pointing()).toBe("matrix(-1, 0, 0, 1, 0, 0)")
  await page.evaluate("document.documentElement.dir = 'ltr'")
  await expect.poll(pointing).toBe("none")
})

journey("a box that reads from the right on a page that reads from the left has its arrows its own way", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: `<div id="box" dir="rtl" style="width: 420px; height: 560px"></div><script>
      window.Cossistant = [["init", { publicKey: "${publicKey}", container: "#box", locale: "ar" }], ["startConversation", "في الصندوق"]]
    </script>${scriptTag(server.summary().url)}`
  }))
  const { dialog, log } = embedded(page)
  await log.waitFor()
  expect(await dialog.locator(".co-icon[data-mirrored]").first().evaluate((element) => getComputedStyle(element).transform)).toBe("matrix(-1, 0, 0, 1, 0, 0)")
})

journey("what came unread while the panel is closed is said to who can't see the badge, and takes no room", async ({ newPage, openInbox, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: scriptTag(server.summary().url, publicKey) }))
  const { begin, dialog, launcher, open, say, sees, widget } = embedded(page)
  const status = widget.locator("> [role=status]")
  await launcher.waitFor()
  await expect.poll(() => status.count()).toBe(1)
  await open()
  await begin()
  await say("Tell me when you are back")
  await sees("Tell me when you are back")
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Tell me when you are back")
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "hidden" })
  expect(await status.textContent()).toBe("")
  await dana.replies("We are")
  await expect.poll(() => status.textContent()).toBe("1 unread message")
  await page.reload()
  // Nothing of the panel's is here yet: not its styles, either.
  await expect.poll(() => status.textContent()).toBe("1 unread message")
  expect(await dialog.count()).toBe(0)
  expect((await status.boundingBox())?.width).toBeLessThanOrEqual(1)
  await open()
  await expect.poll(() => status.textContent()).toBe("")
})

journey("the keyboard goes into the shadow root and comes back to the launcher", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<input id="before">${scriptTag(server.summary().url, publicKey)}` }))
  const { composer, dialog, launcher, sees, widget } = embedded(page)
  await launcher.waitFor()
  const inShadow = () => page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element?.getAttribute("data-slot") ?? element?.closest("[data-slot=content]")?.getAttribute("data-slot") ?? element?.id
  })
  await page.locator("#before").focus()
  await page.keyboard.press("Tab")
  expect(await inShadow()).toBe("trigger")
  await page.keyboard.press("Enter")
  await expect.poll(inShadow).toBe("content")
  await page.keyboard.press("Escape")
  await expect.poll(inShadow).toBe("trigger")
  await page.keyboard.press("Enter")
  const begin = dialog.getByRole("button", { name: "Send us a message" })
  await begin.waitFor()
  const isFocused = (root: typeof begin) => root.evaluate((element) => {
    const tree = element.getRootNode()
    return tree instanceof ShadowRoot && tree.activeElement === element
  })
  while (!await isFocused(begin)) await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect.poll(() => isFocused(composer)).toBe(true)
  await page.keyboard.type("By keys alone")
  await page.keyboard.press("Enter")
  await sees("By keys alone")
  await page.keyboard.press("Escape")
  await expect.poll(inShadow).toBe("trigger")
  await expect.poll(() => widget.getByRole("dialog").count()).toBe(0)
})

journey("a container holds the widget open, as large as the container is", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({
    body: `<div id="box" style="width: 420px; height: 560px; border: 5px solid"></div><script>
      window.Cossistant = [["init", { publicKey: "${publicKey}", container: "#box" }]]
    </script>${scriptTag(server.summary().url)}`
  }))
  const { begin, dialog, launcher, say, sees, widget } = embedded(page)
  await dialog.waitFor()
  expect(await launcher.count()).toBe(0)
  expect(await dialog.getAttribute("role")).toBe("region")
  const box = await page.locator("#box").evaluate((element) => ({ width: element.clientWidth, height: element.clientHeight }))
  await expect.poll(() => dialog.boundingBox()).toMatchObject(box)
  await begin()
  await say("In the box")
  await sees("In the box")
  await page.keyboard.press("Escape")
  expect(await widget.getAttribute("data-support-mode")).toBe("responsive")
  expect(await dialog.isVisible()).toBe(true)
})

journey("a picture is looked at inside the shadow root, over the page, and Escape closes it alone", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ head: "<style>dialog, img { display: none !important }</style>", body: scriptTag(server.summary().url, publicKey) }))
  const { begin, dialog, open, widget } = embedded(page)
  await open()
  await begin()
  await widget.locator("input[type=file]").setInputFiles(picture("dent.png"))
  const send = widget.getByRole("button", { name: "Send message" })
  await expect.poll(() => send.getAttribute("aria-disabled")).toBe("false")
  await send.click()
  await widget.getByRole("log").getByRole("button", { name: /dent\.png/ }).click()
  const viewer = widget.locator("dialog[open]")
  await viewer.getByRole("img", { name: "dent.png" }).waitFor()
  expect(await viewer.evaluate((element) => element.getRootNode() instanceof ShadowRoot && element.matches(":modal"))).toBe(true)
  await page.keyboard.press("Escape")
  await viewer.waitFor({ state: "detached" })
  expect(await dialog.isVisible()).toBe(true)
})
