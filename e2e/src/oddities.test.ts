import { expect } from "vitest"
import { askInbox } from "./askInbox.ts"
import { builtBody } from "./buildPages.ts"
import { FaultProxy } from "./FaultProxy.ts"
import { writeHistory } from "./longHistory.ts"
import { member } from "./people.ts"
import { embedded } from "./scriptTag.ts"
import { journey } from "./journey.ts"

journey("widgets of two websites on one origin keep visitors and conversations apart", async ({ newPage, openInbox, pages, publicKey, server, site }) => {
  const apiUrl = server.summary().url
  const inbox = await openInbox()
  const me = await askInbox<{ readonly organizations: ReadonlyArray<{ readonly id: string }> }>(inbox, "me.get", null)
  const other = await askInbox<{ readonly testPublicKey: string }>(inbox, "websites.create", {
    organizationId: me.organizations[0]?.id, name: "Another shop", domain: "another.example", installationTarget: "react"
  })
  const address = site.folder("react", pages({ host: "react19" }).folder)
  const first = site.page({ body: builtBody(address, { publicKey, apiUrl }) })
  const second = site.page({ body: builtBody(address, { publicKey: other.testPublicKey, apiUrl }) })
  const page = await newPage("visitor", first)
  const { begin, composer, dialog, log, open, say, sees, widget } = embedded(page)
  await open()
  await begin()
  await say("To the first shop")
  await widget.getByText("Sent", { exact: true }).waitFor()
  await composer.fill("half a thought for the first")

  await page.goto(second)
  await open()
  await dialog.getByText("Another shop").first().waitFor()
  await begin()
  expect(await log.getByText("To the first shop").count()).toBe(0)
  expect(await composer.inputValue()).toBe("")
  await say("To the second shop")
  await widget.getByText("Sent", { exact: true }).waitFor()

  await page.goto(first)
  await open()
  await sees("To the first shop")
  expect(await log.getByText("To the second shop").count()).toBe(0)
  await expect.poll(() => composer.inputValue()).toBe("half a thought for the first")
})

journey("a browser that forbids storage still talks, there and back", async ({ newPage, openInbox, pages, publicKey, server, site }) => {
  const page = await newPage("visitor", "about:blank")
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => {
        throw new DOMException("Access is denied for this document.", "SecurityError")
      } })
    }
  })
  await page.goto(site.page({ body: builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: server.summary().url }) }))
  const { begin, open, say, sees } = embedded(page)
  await open()
  await begin()
  await say("Nothing is remembered here")
  const inbox = await openInbox()
  const dana = member(inbox)
  await dana.opens("Nothing is remembered here")
  await dana.replies("We remember for you.")
  await sees("We remember for you.")
})

for (const [name, days] of [["slow", -1], ["fast", 1]] as const) {
  journey(`a device whose clock is a day ${name} shows messages in their order, under one day`, async ({ newPage, openInbox, pages, publicKey, server, site }) => {
    const page = await newPage("visitor", "about:blank")
    await page.addInitScript((shift) => {
      const Real = Date
      Object.assign(window, { Date: class extends Real {
        constructor(...parts: []) {
          super(...(parts.length === 0 ? [Real.now() + shift] as unknown as [] : parts)) // Date takes any of its own forms
        }
        static override now() {
          return Real.now() + shift
        }
      } })
    }, days * 86_400_000)
    await page.goto(site.page({ body: builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: server.summary().url }) }))
    const { begin, log, open, say, sees, widget } = embedded(page)
    await open()
    await begin()
    await say(`first, a day ${name}`)
    await widget.getByText("Sent", { exact: true }).waitFor()
    const inbox = await openInbox()
    const dana = member(inbox)
    await dana.opens(`first, a day ${name}`)
    await dana.replies("second")
    await sees("second")
    await say("third")
    await expect.poll(async () => (await log.innerText()).split("\n").filter((line) => /^(first|second|third)/.test(line))).toEqual([`first, a day ${name}`, "second", "third"])
    await expect.poll(() => log.locator(".co-day:not([data-unread])").count()).toBe(1)
    await page.reload()
    await open()
    await sees("third")
    await expect.poll(async () => (await log.innerText()).split("\n").filter((line) => /^(first|second|third)/.test(line))).toEqual([`first, a day ${name}`, "second", "third"])
    await expect.poll(() => log.locator(".co-day:not([data-unread])").count()).toBe(1)
  })
}

journey("a network that dies in the middle of an upload takes neither the words nor the file", async ({ newPage, pages, publicKey, server, site }) => {
  const proxy = await FaultProxy.open(() => server.summary().port)
  const page = await newPage("visitor", site.page({ body: builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: `http://localhost:${proxy.port}` }) }))
  // The store's address is the server's own: it goes through the same broken line.
  await page.route("**/files/upload/**", async (route) => {
    const url = new URL(route.request().url())
    if (url.port === String(proxy.port)) return route.continue()
    url.port = String(proxy.port)
    await route.continue({ url: url.href })
  })
  const { begin, composer, log, open, say, sees, widget } = embedded(page)
  await open()
  await begin()
  await say("Before the file")
  await widget.getByText("Sent", { exact: true }).waitFor()
  proxy.slow(60_000, "up")
  const begun = page.waitForRequest("**/files/upload/**")
  await widget.locator("input[type=file]").setInputFiles({ name: "long.txt", mimeType: "text/plain", buffer: Buffer.alloc(900_000, "a line of words\n") })
  await begun
  await say("See the file")
  await sees("Sending…")
  proxy.cut()
  await widget.getByText("The upload didn’t finish. Try again.", { exact: true }).waitFor()
  await expect.poll(() => composer.inputValue()).toBe("See the file")
  proxy.resume()
  await widget.getByRole("button", { name: "Retry" }).first().click()
  await widget.getByRole("button", { name: "Retry" }).waitFor({ state: "detached" })
  await composer.press("Enter")
  await log.getByRole("link", { name: /long\.txt/ }).waitFor()
  await expect.poll(() => widget.getByText("Sent", { exact: true }).count()).toBe(1)
  const lines = (await log.innerText()).split("\n").filter((line) => /^(Before|See) the file$/.test(line))
  expect(lines).toEqual(["Before the file", "See the file"])
  await proxy.close()
})

journey("a conversation of 10,000 messages opens at once at its end and is read upwards in place", async ({ newPage, pages, publicKey, server, site }) => {
  const page = await newPage("visitor", site.page({ body: builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: server.summary().url }) }))
  const { begin, log, open, say, sees, widget } = embedded(page)
  await open()
  await begin()
  await say("Tell me everything")
  await widget.getByText("Sent", { exact: true }).waitFor()
  const comesBackTo = async (words: string): Promise<number> => {
    const before = Date.now()
    await page.reload()
    await open()
    await sees(words)
    return Date.now() - before
  }
  const whileShort = await comesBackTo("Tell me everything")
  await writeHistory(server, "Tell me everything", 10_000)
  expect(await comesBackTo("Line 10000.")).toBeLessThan(3 * whileShort + 3_000)
  expect(await log.locator(".co-message").count()).toBeLessThanOrEqual(100)
  const place = () => log.evaluate((element) => {
    const { top } = element.getBoundingClientRect()
    const line = [...element.querySelectorAll(".co-message")].find((message) => message.getBoundingClientRect().top >= top)
    return { text: line?.textContent?.match(/Line \d+/)?.[0], at: (line?.getBoundingClientRect().top ?? 0) - top, drawn: element.querySelectorAll(".co-message").length }
  })
  for (let pages = 0; pages < 4; pages++) {
    await log.evaluate((element) => void (element.scrollTop = 700))
    const seen = await place()
    await log.evaluate((element) => void (element.scrollTop = 200))
    await expect.poll(async () => (await place()).drawn).toBeGreaterThan(seen.drawn)
    const moved = await log.evaluate((element, text) => {
      const line = [...element.querySelectorAll(".co-message")].find((message) => message.textContent?.includes(`${text}.`))
      return (line?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top
    }, seen.text ?? "")
    // Where it was, and down by as much as was scrolled.
    expect(Math.abs(moved - seen.at - 500)).toBeLessThanOrEqual(3)
  }
  // What is only heard of each message scrolls with it: else the panel itself could be scrolled, by a Tab that looks for its stop.
  expect(await widget.locator(".co-panel").evaluate((panel) => panel.scrollHeight - panel.clientHeight)).toBeLessThanOrEqual(1)
  await widget.locator(".co-jump").click()
  await say("Thank you")
  await sees("Thank you")
})
