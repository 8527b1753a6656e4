import { join } from "node:path"
import { type OutputChunk, rolldown } from "rolldown"
import { expect, it } from "vitest"
import { root } from "../../scripts/root.ts"

const built = (path: string) => JSON.stringify(join(root, "dist/packages", path))

/** The modules of which something is left when a host imports `source`, at once and later. */
const modulesOf = async (source: string, conditionNames: ReadonlyArray<string> = []): Promise<ReadonlyArray<string>> => {
  const entry = "\0entry"
  const bundle = await rolldown({
    input: entry,
    external: /^(react|react-dom|solid-js|next)(\/|$)|^@cossistant\/(types|core)(\/|$)/,
    platform: "browser",
    onLog: () => {},
    resolve: { conditionNames: [...conditionNames, "import", "browser"] },
    plugins: [{ name: "entry", resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? source : undefined) }],
  })
  const { output } = await bundle.generate({ format: "es", minify: true })
  await bundle.close()
  const chunks = output.filter((file): file is OutputChunk => file.type === "chunk")
  return chunks.flatMap(({ modules }) => Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id))
    .filter((id) => id !== entry).map((id) => id.replace(/.*\/dist\/packages\/[^/]+\/dist\//, ""))
}

const ofTheWidget = (modules: ReadonlyArray<string>) => modules.filter((id) => /(^|\/)panel\/|core\/(widget|client)\/|Support\.js/.test(id))

it("a host that imports one primitive gets neither the widget nor its engine (React)", async () => {
  const modules = await modulesOf(`export { Button } from ${built("react/dist/primitives/Button.js")}`)
  expect(modules.some((id) => id.includes("Button"))).toBe(true)
  expect(ofTheWidget(modules)).toEqual([])
})

it("the panel is loaded later, and is there (React)", async () => {
  const modules = await modulesOf(`export { Support } from ${built("react/dist/index.js")}`)
  expect(modules).toContain("panel/Panel.js")
  expect(ofTheWidget(modules).length).toBeGreaterThan(20)
})

it("a host that imports only types gets nothing (React)", async () => {
  expect(await modulesOf(`import ${built("react/dist/index.js")}`)).toEqual([])
})

it("a host that takes one primitive out of the root's namespace gets neither the widget nor its engine (React)", async () => {
  const modules = await modulesOf(`import { Primitives } from ${built("react/dist/index.js")}; export const Button = Primitives.Button`)
  expect(modules.some((id) => id.includes("Button"))).toBe(true)
  expect(ofTheWidget(modules)).toEqual([])
})
