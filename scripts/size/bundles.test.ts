import { expect, it } from "vitest"
import { figures } from "./bundles.ts"

for (const { figure, limits, value } of figures.filter(({ isKept }) => isKept)) {
  it(`${figure} stays within ${limits.must}`, async () => {
    expect(await value()).toBeLessThanOrEqual(limits.must)
  })
}
