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

journey("what is copied from the documentation is the code, and who can't see it is told", async ({ newPage }) => {
  const page = await newPage("copy", "/docs/quickstart/react", { permissions: ["clipboard-read", "clipboard-write"] })
  await page.getByRole("button", { name: "Copy .env", exact: true }).click()
  await page.getByRole("status").getByText("Copied").waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^VITE_COSSISTANT_API_KEY=pk_test_xxxx\nVITE_COSSISTANT_API_URL=http/)
})
