import { expect } from "vitest"
import { builtBody } from "./buildPages.ts"
import { member } from "./people.ts"
import { embedded } from "./scriptTag.ts"
import { journey } from "./journey.ts"

for (const version of [18, 19] as const) {
  const options = { host: `react${version}`, ssr: true, development: true } as const

  journey(`in StrictMode of React ${version} a visitor is identified, talks, and is known after a reload; React has nothing to say against it`, async ({ browser, newPage, pages, publicKey, server, site }) => {
    const person = { externalId: `strict-${version}`, name: "Grace Hopper" }
    const props = { publicKey, apiUrl: server.summary().url, person, quickOptions: ["Where is my parcel?"], feedback: true }
    const page = await newPage("visitor", site.page({ body: builtBody(site.folder(`react${version}`, pages(options).folder), props) }))
    expect(await page.locator("html").getAttribute("data-react")).toMatch(new RegExp(`^${version}\\.`))
    const { open, sees, widget } = embedded(page)
    await open()
    await widget.getByRole("button", { name: "Where is my parcel?" }).click()
    await sees("Where is my parcel?")
    await widget.getByText("Sent", { exact: true }).waitFor()
    expect(await widget.getByRole("log").getByText("Where is my parcel?").count()).toBe(1)
    await page.reload()
    await open()
    await sees("Where is my parcel?")
    expect(browser.complaints("visitor")).toEqual([])
  })

  for (const mode of ["floating", "responsive"] as const) {
    journey(`a page rendered on a server with React ${version} is taken over without a difference (${mode})`, async ({ browser, newPage, pages, publicKey, server, site }) => {
      const props = { publicKey, apiUrl: server.summary().url, mode, locale: "en", quickOptions: ["Where is my parcel?"], person: { externalId: `hydrated-${version}-${mode}`, name: "Ada" } }
      const built = pages(options)
      const { markup } = built.render(props)
      expect(markup).toContain("cossistant")
      const page = await newPage("visitor", "about:blank")
      // The server's own elements are the ones that stay.
      await page.addInitScript("addEventListener('DOMContentLoaded', () => window.served = document.querySelector('.cossistant'))")
      await page.goto(site.page({ body: builtBody(site.folder(`react${version}`, built.folder), props, markup) }))
      const { begin, open, say, sees, widget } = embedded(page)
      if (mode === "floating") await open()
      await begin()
      await say("Taken over")
      await sees("Taken over")
      await widget.getByText("Sent", { exact: true }).waitFor()
      expect(await page.evaluate("served === document.querySelector('.cossistant') && served.isConnected")).toBe(true)
      expect(browser.complaints("visitor")).toEqual([])
    })
  }
}

journey("what the team writes is announced: in the open conversation by its log, closed by the number of unread messages (P35)", async ({ newPage, openInbox, pages, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: server.summary().url }) }))
  const { begin, launcher, log, open, say, sees, widget } = embedded(page)
  await open()
  await begin()
  await say("Read this to me")
  await widget.getByText("Sent", { exact: true }).waitFor()
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Read this to me")
  // A live region tells of what is added to it: it must be there before, and stay.
  expect(await log.evaluate((element) => [element.ariaLive, element.getAttribute("aria-relevant")])).toEqual(["polite", "additions"])
  await log.evaluate((element) => {
    const added: Array<string> = []
    Object.assign(window, { added })
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) added.push(node.textContent ?? "")
    }).observe(element, { childList: true, subtree: true })
  })
  await dana.replies("Gladly, aloud.")
  await sees("Gladly, aloud.")
  expect(await page.evaluate<ReadonlyArray<string>>("added")).toContainEqual(expect.stringContaining("Gladly, aloud."))
  // What stands open before its reader is read soon.
  await expect.poll(() => launcher.getAttribute("aria-label")).toBe("Close")
  await page.keyboard.press("Escape")
  await expect.poll(() => launcher.getAttribute("data-state")).toBe("closed")
  const status = widget.locator("> [role=status]")
  expect(await status.textContent()).toBe("")
  await dana.replies("And once more.")
  await expect.poll(() => status.textContent()).toContain("1 unread")
  await expect.poll(() => launcher.getAttribute("aria-label")).toContain("1 unread")
})
