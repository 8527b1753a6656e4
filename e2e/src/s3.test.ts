import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { journeyWith } from "./journey.ts"
import { startS3Peer } from "./peers/S3Peer.ts"
import { picture } from "./picture.ts"
import { member, visitor } from "./people.ts"

/** Waits until an image has loaded; gives its address. */
const loaded = async (image: Locator): Promise<string> => {
  await image.first().waitFor()
  return image.first().evaluate(async (element: HTMLImageElement) => {
    await element.decode()
    return element.currentSrc
  })
}

/** Chooses another picture than the one `before`, and waits until it is shown. */
const choose = async (page: Page, field: string, name: string, before = "") => {
  const group = page.getByRole("group", { name: field })
  await group.locator("input[type=file]").setInputFiles(picture(name))
  return loaded(group.locator(`img:not([src="${before}"])`))
}

const journeyByS3 = journeyWith(async () => {
  const s3 = await startS3Peer()
  return { s3, settings: s3.settings, stop: s3.stop }
})

journeyByS3("with files in S3 a face, a logo and attachments go there straight from the browser, and are seen by everyone", async ({ newPage, openInbox, peers, server }) => {
  const bucket = `${peers.s3.url}/files/`
  const addressOf = (path: string) => new URL(path, server.summary().url).href
  const policy = (await fetch(addressOf("/acme/inbox"), { headers: { accept: "text/html" } })).headers.get("content-security-policy") ?? ""
  expect(policy).toContain(`connect-src 'self' ${peers.s3.url};`)
  expect(policy).toContain(`blob: ${peers.s3.url};`)

  const settings = await openInbox("/acme/settings/profile")
  const first = await choose(settings, "Picture", "face.png")
  expect(first).toContain(`${bucket}cdn/`)
  const face = await choose(settings, "Picture", "other.png", first)
  await expect.poll(async () => (await fetch(first)).status).toBe(404)
  await settings.getByRole("link", { name: "General" }).click()
  const logo = await choose(settings, "Logo", "logo.png")
  expect(logo).toContain(`${bucket}cdn/`)
  await loaded(settings.locator(`nav img[src="${logo}"], .site-switcher img[src="${logo}"]`))

  const inbox = await openInbox("/acme/inbox?test=1")
  for (const [renderer, path] of [["React", "/demo/"], ["Solid", "/demo/?with=solid"]] as const) {
    const page = await newPage(`visitor ${renderer}`, path)
    const someone = visitor(page)
    await someone.widget.getByRole("button").first().click()
    expect(await loaded(someone.widget.locator(".co-identity img"))).toBe(logo)
    await someone.widget.getByRole("button", { name: "Send us a message" }).click()
    await someone.composer.fill(`Here is the dent, from ${renderer}`)
    await someone.widget.locator("input[type=file]").setInputFiles(picture(`dent-${renderer}.png`))
    await someone.widget.getByText(`dent-${renderer}.png`).first().waitFor()
    await someone.widget.getByRole("button", { name: "Send", exact: false }).last().click()

    await member(inbox).opens(`Here is the dent, from ${renderer}`)
    const shown = await loaded(inbox.getByRole("img", { name: `dent-${renderer}.png` }))
    expect(shown.startsWith(bucket)).toBe(true)
    expect(Buffer.from(await (await fetch(shown)).arrayBuffer()).equals(picture("").buffer)).toBe(true)

    await inbox.locator("input[type=file]").first().setInputFiles({
      name: `quote-${renderer}.txt`, mimeType: "text/plain", buffer: Buffer.from("<script>alert(1)</script> 12 EUR")
    })
    await inbox.getByText(`quote-${renderer}.txt`).first().waitFor()
    // Its ring is there while it is on its way.
    await inbox.locator("progress").first().waitFor({ state: "detached" })
    await member(inbox).replies(`Our quote for ${renderer}`)
    await someone.sees(`Our quote for ${renderer}`)
    expect(await loaded(someone.widget.getByRole("log").locator(`img[src="${face}"]`))).toBe(face)
    const link = someone.widget.getByRole("link", { name: new RegExp(`quote-${renderer}`) }).first()
    const quote = await fetch(await link.getAttribute("href") ?? "")
    expect([quote.status, quote.headers.get("content-type"), quote.headers.get("content-disposition"), await quote.text()])
      .toEqual([200, "text/plain; charset=utf-8", "attachment", "<script>alert(1)</script> 12 EUR"])
  }

  await settings.goto(addressOf("/acme/settings/profile"))
  await settings.getByRole("group", { name: "Picture" }).getByRole("button", { name: "Remove" }).click()
  await settings.getByText("Picture removed").waitFor()
  await expect.poll(async () => (await fetch(face)).status).toBe(404)

  // Every file was asked about first, by the browser, and sent there once.
  const sent = peers.s3.asked.filter((line) => /^PUT \/files\/private\/arriving\/.* 200$/.test(line))
  expect(sent.length).toBe(7)
  expect(peers.s3.asked.filter((line) => /^OPTIONS \/files\/private\/arriving\/.* 200$/.test(line)).length).toBeGreaterThanOrEqual(7)
})
