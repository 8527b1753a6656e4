import { expect, it } from "vitest"
import { figures } from "./bundles.ts"

for (const { figure, kept, value } of figures) {
  it(`${figure} stays within ${kept}`, async () => {
    expect(await value()).toBeLessThanOrEqual(kept)
  })
}
