import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { samplesOf } from "../../scripts/docs/samples.ts"
import { placePackages } from "../../scripts/pack/place.ts"
import { root } from "../../scripts/root.ts"
import { hostFolder, programs, runNode } from "./run.ts"

const folder = join(hostFolder("next"), "dist/signed-in")
const put = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** The pages of the documentation that show a layout for people who are signed in. */
const pages = ["quickstart.md", "signing-identity.md", "concepts.md", "concepts/contacts.md"]

const layoutIn = (page: string, title: RegExp) => {
  const found = samplesOf(page, readFileSync(join(root, "docs", page), "utf8")).find((sample) => title.test(sample.title ?? ""))
  if (found === undefined) throw new Error(`${page} shows no layout`)
  return found.code
}

/** A site's session, as far as the samples ask for it. */
const auth = `
  const user = { id: "user_1", email: "jane@acme.com", name: "Jane", image: null, createdAt: new Date(0) }
  export const auth = { api: { getSession: async ({ headers }) => headers.has("cookie") ? { user } : null } }`

// As new Next.js apps are made.
const config = `export default { cacheComponents: true, partialPrefetching: true, typescript: { ignoreBuildErrors: true } }`

beforeAll(() => placePackages(hostFolder("next")))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it("each layout the documentation shows for people who are signed in builds in an app as Next.js makes one now, its pages prerendered", async () => {
  put("next.config.mjs", config)
  put("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] }, jsx: "react-jsx", moduleResolution: "Bundler", module: "ESNext" } }))
  put("lib/auth.js", auth)
  put("app/globals.css", "")
  put("app/layout.tsx", layoutIn("quickstart.md", /^app\/layout\.tsx$/))
  for (const [index, page] of pages.entries()) {
    put(`app/page-${index}/layout.tsx`, layoutIn(page, /^app\/.+\/layout\.tsx$/))
    put(`app/page-${index}/page.tsx`, `export default function Page() { return <h1>Signed in by ${page}</h1> }`)
  }
  await runNode(folder, [programs.next, "build"])
  for (const [index, page] of pages.entries()) {
    expect(readFileSync(join(folder, `.next/server/app/page-${index}.html`), "utf8")).toContain(`Signed in by ${page}`)
  }
})
