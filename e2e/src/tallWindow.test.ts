import { expect } from "vitest"
import { builtBody } from "./buildPages.ts"
import { writeHistory } from "./longHistory.ts"
import { journey } from "./journey.ts"
import { embedded } from "./scriptTag.ts"

for (const [name, options] of [["React", { host: "react19" }], ["Solid", { host: "solid", ssr: true, development: true }]] as const) {
  journey(`a window taller than what a timeline begins with is filled, and comes to rest (${name})`, async ({ newPage, pages, publicKey, server, site }) => {
    const folder = site.folder(`tall-${name}`, pages(options).folder)
    const page = await newPage("visitor", site.page({ body: builtBody(folder, { publicKey, apiUrl: server.summary().url }) }), { viewport: { width: 500, height: 5000 } })
    const { begin, log, open, say, sees, widget } = embedded(page)
    await open()
    await begin()
    await say(`A tall story in ${name}`)
    await widget.getByText("Sent", { exact: true }).waitFor()
    await writeHistory(server, `A tall story in ${name}`, 200)
    await page.reload()
    await open()
    await sees("Line 200.")
    await widget.getByRole("button", { name: "Back" }).click()
    // All that was loaded is here now.
    await widget.locator(".co-card .co-row").click()
    await sees("Line 200.")
    await expect.poll(() => log.evaluate(({ clientHeight, scrollHeight }) => scrollHeight > clientHeight)).toBe(true)
    const drawn = await log.evaluate(async (element) => {
      const counts = new Set<number>()
      for (let frame = 0; frame < 30; frame++) {
        await new Promise(requestAnimationFrame)
        counts.add(element.querySelectorAll(".co-message").length)
      }
      return [...counts]
    })
    expect(drawn).toHaveLength(1)
  })
}
