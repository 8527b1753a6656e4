import { rmSync } from "node:fs"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { root } from "../root.ts"
import { checkSamples } from "./checkSamples.ts"
import { allSamples, samplesOf } from "./samples.ts"

const folder = join(root, ".tsc/samples-tested")
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const page = (...lines: ReadonlyArray<string>) => lines.join("\n")

describe("the documentation's samples", () => {
  it("compile as they stand, with strict settings, and so do the examples", async () => {
    const mistakes = await checkSamples(allSamples(), { examples: true, folder })
    assert.deepStrictEqual(mistakes, [], mistakes.join("\n"))
  }, 120_000)

  it("are told by page and line where one doesn't", async () => {
    const samples = samplesOf("docs/page.md", page(
      "# Page", "", "```bash", "npm i", "```", "",
      "```tsx title=\"src/App.tsx\"", "import { Support } from \"@cossistant/react\"", "export const App = () => <Support side={1} />", "```",
      "```tsx", "import { Support } from \"@cossistant/solid\"", "export const App = () => <Support side={2} />", "```",
      "```ts", "const list: string[] = []", "const first: string = list[0]", "```"
    ))
    const mistakes = await checkSamples(samples, { examples: false, folder: `${folder}-wrong` })
    rmSync(`${folder}-wrong`, { recursive: true, force: true })
    assert.deepStrictEqual(mistakes.map((line) => line.split(": ", 2).join(": ")), ["docs/page.md:9: TS2322", "docs/page.md:17: TS2322", "docs/page.md:13: TS2322"])
  }, 60_000)

  it("are all written in a language the page can show, and each has an end", () => {
    const known = new Set(["tsx", "ts", "js", "css", "html", "bash", "sh", "json", "text", "prompt", "nginx", "python", "php", "ruby", "go", ""])
    assert.deepStrictEqual(allSamples().filter(({ language }) => !known.has(language)).map(({ language, line, page }) => `${page}:${line}: ${language}`), [])
  })
})
