import { expect } from "vitest"
import { journey } from "../../e2e/src/journey.ts"

journey("the documentation shows where one is in its long list of pages, and doesn't move the page for it", async ({ newPage }) => {
  const page = await newPage("docs", "/docs/decisions/differences", { viewport: { width: 1280, height: 800 } })
  const here = page.locator(".side [aria-current]")
  await here.waitFor()
  await expect.poll(async () => (await here.boundingBox())?.y).toBeLessThan(800)
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

journey("no page of the documentation is wider than the smallest phone", async ({ newPage }) => {
  const page = await newPage("phone", "/docs", { viewport: { width: 320, height: 640 } })
  const places = await page.locator(".pages a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname)) // what the selector finds
  expect(places.length).toBeGreaterThan(40)
  const wider: Array<string> = []
  for (const place of places) {
    await page.goto(new URL(place, page.url()).href)
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wider.push(place)
  }
  expect(wider).toEqual([])
})

journey("a table is cut off on no screen: where it is too wide it is read down, each value below its column's name", async ({ newPage }) => {
  const page = await newPage("tables", "/docs/operations", { viewport: { width: 320, height: 640 } })
  const cut: Array<string> = []
  for (const place of ["/docs/operations", "/docs/own-host", "/docs/decisions/differences", "/docs/support-component/hooks", "/docs/support-component/text", "/docs/support-component/types"]) {
    await page.goto(new URL(place, page.url()).href)
    for (const width of [320, 800, 1000, 1180, 1280]) {
      await page.setViewportSize({ width, height: 640 })
      const found = await page.locator(".table").evaluateAll((tables) => tables.filter((table) => table.scrollWidth > table.clientWidth + 1).map((table) => table.textContent?.slice(0, 40)))
      cut.push(...found.map((words) => `${place} at ${width}: ${words}`))
    }
  }
  expect(cut).toEqual([])
  await page.goto(new URL("/docs/operations", page.url()).href)
  const row = page.getByRole("row", { name: /^EMAIL_TRANSPORT_PROVIDER/ }).first()
  const names = () => row.getByRole("cell").evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, "::before").content))
  await page.setViewportSize({ width: 360, height: 640 })
  expect(await names()).toEqual(["none", `"unset means"`, `"meaning"`])
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await names()).toEqual(["none", "none", "none"])
})

journey("what is copied from the documentation is the code, and who can't see it is told", async ({ newPage }) => {
  const page = await newPage("copy", "/docs/quickstart/react", { permissions: ["clipboard-read", "clipboard-write"] })
  await page.getByRole("button", { name: "Copy .env", exact: true }).click()
  await page.getByRole("status").getByText("Copied").waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^VITE_COSSISTANT_API_KEY=pk_test_xxxx\nVITE_COSSISTANT_API_URL=http/)
})
