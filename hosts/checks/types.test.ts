import { copyFileSync, mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, it } from "vitest"
import { placePackages } from "../../scripts/pack/place.ts"
import { root } from "../../scripts/root.ts"
import { hostFolder, programs, runNode } from "./run.ts"

const hosts = ["react18", "react19", "next", "solid"]
beforeAll(() => hosts.forEach((host) => placePackages(hostFolder(host))))

const strict = [
  "--noEmit", "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck", "false", "--target", "es2022", "--module", "esnext",
  "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable,esnext.disposable", "--verbatimModuleSyntax",
]

/** Type-checks `source` as a file of `host`'s, with every declaration file it leads to. */
const check = async (host: string, source: string, options: ReadonlyArray<string>) => {
  const folder = join(hostFolder(host), "dist/consumer")
  mkdirSync(folder, { recursive: true })
  const file = join(folder, source)
  copyFileSync(join(root, "hosts/checks/consumer", source), file)
  await runNode(folder, [programs.tsc, "--ignoreConfig", ...strict, ...options, file])
  rmSync(folder, { recursive: true, force: true })
}

const react = ["--jsx", "react-jsx", "--types", "vite/client"]
const solid = ["--jsx", "preserve", "--jsxImportSource", "solid-js", "--types", "vite/client"]
const cases = [
  ["react.tsx", "react18", react, "React's package with React 18"],
  ["react.tsx", "react19", react, "React's package with React 19"],
  ["next.tsx", "next", react, "Next.js' package"],
  ["solid.tsx", "solid", solid, "Solid's package, in each of its entries"],
  ["core.ts", "react19", [], "the client, the types and the server's part"],
] as const

for (const [source, host, options, what] of cases) {
  for (const exact of ["true", "false"]) {
    it(`${what} type-checks in a strict app that checks its libraries${exact === "true" ? " and tells left out from undefined" : ""}`, () =>
      check(host, source, [...options, "--exactOptionalPropertyTypes", exact]))
  }
}
