import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import solid from "vite-plugin-solid"
import { root } from "../root.ts"
import { published } from "../pack/published.ts"
import { build, embedBuild } from "../prepare/build.ts"
import { measure, type Weight } from "./measure.ts"
import { packaged } from "./packaged.ts"

/** Something whose weight is published. */
export interface Figure {
  readonly figure: string
  readonly value: () => Promise<number>
  /** `must` is the most, `aim` is where it should be. */
  readonly limits: { readonly must: number; readonly aim: number }
  /** A test keeps it within so many: within `must`, and where that is missed, within what it is. */
  readonly kept: number
}

const file = (path: string) => JSON.stringify(join(root, path))

/** A part of what a host's page weighs, measured once for all figures. `external` is what the page brings itself. */
const weightOf = (source: string, external: ReadonlyArray<string>, plugins: ReadonlyArray<unknown> = []) => {
  let weight: Promise<Weight> | undefined
  return () => (weight ??= measure(source, external, plugins))
}

const client = weightOf(`export { makeClient } from ${file("core/src/client/Client.ts")}
  export { makeWidget } from ${file("core/src/widget/widget.ts")}
  export { launcherView } from ${file("core/src/widget/launcherView.ts")}`, [])

/** A page with the widget on it, of the built packages. */
const react = weightOf(`export { Support, SupportProvider } from ${packaged.react}
  import ${file("dist/packages/react/dist/styles.css")}`, ["react", "react-dom"])
const solidPage = weightOf(`export { Support, SupportProvider } from ${packaged.solid}
  export { render } from "solid-js/web"`, [], [solid()])

/** What a script tag loads, styles included: until its launcher is on the screen, or for a whole conversation. */
const tag = async (isWhole: boolean) => {
  await build(embedBuild)
  const out = join(root, embedBuild.out)
  const later = isWhole ? readdirSync(join(out, "assets")).filter((name) => /^(widget|panel)-/.test(name)) : []
  return ["embed.js", ...later.map((name) => `assets/${name}`)].reduce((sum, name) => sum + gzipSync(readFileSync(join(out, name))).length, 0)
}

/** The packages an install of `name` brings. */
const installed = (name: string): ReadonlySet<string> => {
  const own = published.find((each) => each.name === name)
  return new Set((own?.siblings ?? []).flatMap((sibling) => [sibling, ...installed(sibling)]))
}

/** Bytes after gzip, of the built packages as a host's own bundler leaves them; `deps.react` counts packages. */
export const figures: ReadonlyArray<Figure> = [
  { figure: "bytes.client", value: async () => (await client()).first, limits: { must: 5000, aim: 3000 }, kept: 5000 },
  { figure: "bytes.launcher", value: () => tag(false), limits: { must: 6_000, aim: 4_000 }, kept: 6_000 },
  { figure: "bytes.react.eager", value: async () => (await react()).first, limits: { must: 12_000, aim: 8_000 }, kept: 12_000 },
  { figure: "bytes.react.full", value: async () => (await react()).first + (await react()).later, limits: { must: 40_000, aim: 28_000 }, kept: 40_000 },
  { figure: "bytes.solid.full", value: async () => (await solidPage()).first + (await solidPage()).later, limits: { must: 42_000, aim: 30_000 }, kept: 49_000 },
  { figure: "bytes.tag.full", value: () => tag(true), limits: { must: 57_000, aim: 45_000 }, kept: 57_000 },
  { figure: "bytes.css", value: async () => (await react()).css, limits: { must: 7_000, aim: 5_000 }, kept: 7_000 },
  { figure: "deps.react", value: async () => installed("react").size, limits: { must: 6, aim: 2 }, kept: 6 },
]

/** The parts that only some conversations load, by the figure they are left out of. */
export const sometimes: ReadonlyArray<readonly [figure: string, parts: () => Promise<Weight["sometimes"]>]> = [
  ["bytes.react.full", async () => (await react()).sometimes],
  ["bytes.solid.full", async () => (await solidPage()).sometimes],
]
