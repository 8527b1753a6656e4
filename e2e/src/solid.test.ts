import { expect } from "vitest"
import { builtBody } from "./buildPages.ts"
import { journey } from "./journey.ts"
import { embedded } from "./scriptTag.ts"

const options = { host: "solid", ssr: true, development: true } as const

journey("on a page that Solid draws a visitor is identified, talks, and is known after a reload; Solid has nothing to say against it", async ({ browser, newPage, pages, publicKey, server, site }) => {
  const props = { publicKey, apiUrl: server.summary().url, person: { externalId: "with-solid", name: "Grace Hopper" }, quickOptions: ["Where is my parcel?"], feedback: true }
  const page = await newPage("visitor", site.page({ body: builtBody(site.folder("solid-development", pages(options).folder), props) }))
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
  journey(`a page rendered on a server with Solid is taken over without a difference (${mode})`, async ({ browser, newPage, pages, publicKey, server, site }) => {
    const props = { publicKey, apiUrl: server.summary().url, mode, locale: "en", quickOptions: ["Where is my parcel?"], person: { externalId: `hydrated-solid-${mode}`, name: "Ada" } }
    const built = pages(options)
    const { head, markup } = built.render(props)
    expect(markup).toContain("cossistant")
    const page = await newPage("visitor", "about:blank")
    // The server's own elements are the ones that stay.
    await page.addInitScript("addEventListener('DOMContentLoaded', () => window.served = document.querySelector('.cossistant'))")
    await page.goto(site.page({ head, body: builtBody(site.folder("solid-development", built.folder), props, markup) }))
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
