import { expect, it } from "vitest"
import { published } from "./published.ts"
import { readme } from "./readme.ts"

it("a package's page says in one sentence which address a lockfile repeats after an upgrade of the server", () => {
  for (const each of published) expect(readme(each).match(/lists at `\/packages`/g), each.name).toHaveLength(1)
})
