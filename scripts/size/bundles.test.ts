import { expect, it } from "vitest"
import { bundles } from "./bundles.ts"
import { measure } from "./measure.ts"

for (const { external, figure, limits, plugins, source } of bundles) {
  if (limits === undefined) continue
  it(`${figure} stays within ${limits.must} bytes after gzip`, async () => {
    expect((await measure(source, external, plugins)).first).toBeLessThanOrEqual(limits.must)
  })
}
