import { expect } from "vitest"
import { member } from "./people.ts"
import { embedded, scriptTag } from "./scriptTag.ts"
import { journey } from "./journey.ts"

journey("a page with the script tag and nothing else has a visitor who talks with a member", async ({ browser, newPage, openInbox, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<h1>A shop</h1>${scriptTag(server.summary().url, publicKey)}` }))
  const someone = embedded(page)
  await someone.open()
  await someone.begin()
  await someone.say("Does the tag work?")
  await someone.sees("Does the tag work?")
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Does the tag work?")
  await dana.replies("It does.")
  await someone.sees("It does.")
  expect(browser.complaints("visitor")).toEqual([])
  // No global of the page is ours but the documented one.
  const native = await page.evaluate(() => [fetch, XMLHttpRequest, WebSocket, history.pushState, history.replaceState, addEventListener]
    .every((each) => Function.prototype.toString.call(each).includes("[native code]")))
  expect(native).toBe(true)
  expect(await page.evaluate(() => {
    const clean = document.body.appendChild(document.createElement("iframe")).contentWindow
    return Object.keys(window).filter((name) => !(name in (clean ?? {})) && !/^\d+$/.test(name))
  })).toEqual(["Cossistant"])
})

journey("calls left before the script, and calls made while it loads, are done in their order", async ({ newPage, publicKey, server, site }) => {
  const { url } = server.summary()
  const page = await newPage("visitor", site.page({
    body: `<script>
      window.heard = []
      window.Cossistant = [
        ["init", { publicKey: "${publicKey}", quickOptions: ["Where is my parcel?"] }],
        ["on", "conversationStart", (event) => heard.push(event.type)],
        ["on", "messageSent", (event) => heard.push(event.type)],
        ["identify", { externalId: "left-before", name: "Grace" }],
        ["show"]
      ]
    </script>${scriptTag(url)}`
  }))
  const someone = embedded(page)
  await someone.widget.getByRole("button", { name: "Where is my parcel?" }).click()
  await someone.sees("Where is my parcel?")
  await someone.widget.getByText("Sent", { exact: true }).waitFor()
  await expect.poll(() => page.evaluate("heard")).toEqual(["conversationStart", "messageSent"])

  // The whole API before init: nothing throws, everything waits.
  const later = await newPage("later", site.page({ body: `<script src="${new URL("/embed.js", url).href}"></script><script>
    window.answers = []
    Cossistant.show()
    Cossistant.identify({ externalId: "asked-early", name: "Ada" }).then((answer) => answers.push(answer !== null))
    Cossistant.init({ publicKey: "${publicKey}" })
  </script>` }))
  await embedded(later).widget.getByRole("button", { name: "Send us a message" }).waitFor()
  await expect.poll(() => later.evaluate("answers")).toEqual([true])
})

journey("the page's script shows, hides, toggles, writes, changes, signs in and out, takes away and puts back the widget", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<button id="own">Own</button>${scriptTag(server.summary().url, publicKey)}` }))
  const { composer, dialog, launcher, log, sees, widget } = embedded(page)
  await launcher.waitFor()
  const ask = (call: string) => page.evaluate(`Cossistant.${call}`)
  const isOpen = (open: boolean) => expect.poll(() => launcher.getAttribute("data-state")).toBe(open ? "open" : "closed")

  await ask("show()")
  await isOpen(true)
  await dialog.getByRole("button", { name: "Send us a message" }).waitFor()
  await ask("toggle()")
  await isOpen(false)
  await ask("toggle()")
  await isOpen(true)
  await ask("hide()")
  await isOpen(false)

  await page.evaluate("window.sent = []; window.onSent = ({ message }) => sent.push([message.text, typeof message.organizationId, 'seq' in message]); Cossistant.on('messageSent', onSent)")
  await ask("startConversation('From the page')")
  await sees("From the page")
  // In the documented shape, as every other door tells it.
  const told = [["From the page", "string", false]]
  await expect.poll(() => page.evaluate("sent")).toEqual(told)
  await ask("off('messageSent', onSent)")
  await composer.fill("Not heard")
  await composer.press("Enter")
  await expect.poll(() => log.getByText("Sent", { exact: true }).count()).toBe(1)
  expect(await page.evaluate("sent")).toEqual(told)

  await ask("updateConfig({ theme: 'dark', locale: 'de', variables: { primary: 'rgb(1, 2, 3)' }, size: 'larger' })")
  await expect.poll(() => widget.getAttribute("data-color-scheme")).toBe("dark")
  await expect.poll(() => launcher.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgb(1, 2, 3)")
  await expect.poll(() => widget.getAttribute("lang")).toBe("de")
  await expect.poll(() => widget.getAttribute("data-size")).toBe("larger")

  expect(await ask("identify({ externalId: 'in-and-out', name: 'Ada' })")).toMatchObject({ visitorId: expect.stringMatching(/^[0-9A-Z]{26}$/) })
  await ask("logout()")
  await ask("show()")
  await expect.poll(() => log.getByText("From the page").count()).toBe(0)

  await ask("destroy()")
  await widget.waitFor({ state: "detached" })
  await ask(`init({ publicKey: "${publicKey}", quickOptions: ["Once more?"] })`)
  await ask("show()")
  await widget.getByRole("button", { name: "Once more?" }).click()
  await sees("Once more?")
  expect(await page.locator(".cossistant").count()).toBe(1)
  await ask("destroy()")
  expect(await page.evaluate(() => document.body.innerHTML.replace(/<script.*<\/script>/, ""))).toBe("<button id=\"own\">Own</button>")
})

journey("a function that listens to two events hears both, and is let go of one at a time", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<script>
    window.heard = []
    window.hear = ({ type }) => heard.push(type)
    window.Cossistant = [["init", { publicKey: "${publicKey}" }], ["on", "conversationStart", hear], ["on", "messageSent", hear], ["on", "messageSent", hear]]
  </script>${scriptTag(server.summary().url)}` }))
  const { sees, widget } = embedded(page)
  await page.evaluate("Cossistant.push(['startConversation', 'Heard twice'])")
  await sees("Heard twice")
  await expect.poll(() => page.evaluate("heard")).toEqual(["conversationStart", "messageSent"])
  await page.evaluate("Cossistant.off('conversationStart', hear); heard.length = 0")
  await page.evaluate("Cossistant.startConversation('Heard once')")
  await sees("Heard once")
  await widget.getByText("Sent", { exact: true }).waitFor()
  await expect.poll(() => page.evaluate("heard")).toEqual(["messageSent"])
})

journey("a widget taken away while it loads stays away, and its place can be taken again", async ({ newPage, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: `<script src="${new URL("/embed.js", server.summary().url).href}"></script><script>
    Cossistant.init({ publicKey: "${publicKey}" })
    Cossistant.show()
    Cossistant.destroy()
    Cossistant.init({ publicKey: "${publicKey}", locale: "fr" })
  </script>` }))
  const { launcher, widget } = embedded(page)
  await expect.poll(() => widget.getAttribute("lang")).toBe("fr")
  expect(await widget.count()).toBe(1)
  expect(await launcher.getAttribute("data-state")).toBe("closed")
})

journey("no style of the page reaches the script tag's widget, and none of its own gets out", async ({ newPage, publicKey, server, site }) => {
  const tag = scriptTag(server.summary().url, publicKey)
  const look = async (name: string, head: string) => {
    const page = await newPage(name, site.page({ head, body: `<p id="own">Own</p><button id="button">Own</button>${tag}` }))
    const { composer, begin, dialog, launcher, log, open, say, sees } = embedded(page)
    const before = await page.locator("#button").evaluate((element) => JSON.stringify(Object.entries(getComputedStyle(element))))
    await open()
    await begin()
    await say("Look at me")
    await sees("Look at me")
    // Its words are drawn anew with the server's answer.
    await dialog.getByText("Sent", { exact: true }).waitFor()
    expect(await page.locator("#button").evaluate((element) => JSON.stringify(Object.entries(getComputedStyle(element))))).toBe(before)
    await page.mouse.move(0, 0)
    const styles: Array<Record<string, string>> = []
    for (const part of [launcher, dialog, composer, log, log.getByText("Look at me").first(), dialog.getByRole("button").first()]) {
      styles.push(await part.evaluate((element) => {
        const style = getComputedStyle(element)
        const names = ["color", "backgroundColor", "fontSize", "fontFamily", "lineHeight", "letterSpacing", "textTransform", "padding", "margin", "borderRadius", "borderTopWidth", "display", "boxSizing", "cursor", "width", "boxShadow", "fontWeight", "textAlign"]
        return Object.fromEntries(names.map((property) => [property, style[property as "color"]])) // each is one of its properties
      }))
    }
    return styles
  }
  const clean = await look("clean", "")
  const hostile = await look("hostile", `<style>
    * { color: red !important; font-size: 40px; letter-spacing: 4px; box-sizing: content-box !important; margin: 9px; text-transform: uppercase }
    html, body, div { line-height: 3; font-family: fantasy; cursor: crosshair; text-align: right; font-weight: 900; color: red }
    button { all: unset } textarea { display: none !important } svg { display: none } dialog { display: block }
    [class^="co-"], .cossistant { display: none !important; background: lime }
    :root { --co-background: lime; --co-primary: lime }
  </style>`)
  expect(hostile).toEqual(clean)
})
