import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { journey } from "../../e2e/src/journey.ts"
import { root } from "../../scripts/root.ts"
import { runProgram } from "../../scripts/runProgram.ts"
import { serveBuilt, startNext } from "./serve.ts"
import { hostFolder, runNode } from "./run.ts"
import { talkThere } from "./talkThere.ts"

const generated = new Set(["node_modules", "dist", ".next", "next-env.d.ts"])

/** Versions of the tools a host builds with, as the repository pins them. */
const pinned = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly devDependencies: Readonly<Record<string, string>> }).devDependencies // npm's own format

/** A copy of a host in a folder of its own, installed with npm: its framework, its tools, and our packages by one address each. */
const install = async (host: string, packages: ReadonlyArray<string>, tools: ReadonlyArray<string>): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), `${host}-`))
  cpSync(hostFolder(host), folder, { recursive: true, filter: (path) => !generated.has(basename(path)) })
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const devDependencies = { ...manifest.devDependencies, ...Object.fromEntries(tools.map((tool) => [tool, pinned[tool]])) }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, devDependencies }, null, 2))
  const { code, output } = await runProgram(["npm", "install", "--no-audit", "--no-fund", ...packages], { cwd: folder, capture: true, limitSeconds: 300 })
  if (code !== 0) throw new Error(`npm install ended with code ${code}\n${output}`)
  return folder
}

const bin = (folder: string, path: string) => join(folder, "node_modules", path)
const minutes = (count: number) => count * 60_000

for (const [host, pkg] of [["react18", "react"], ["react19", "react"]] as const) {
  journey(`a Vite app installs the widget from the server with npm, and its visitor talks (${host})`, async ({ browser, openInbox, publicKey, server }) => {
    const { url } = server.summary()
    const folder = await install(host, [`${url}/packages/${pkg}.tgz`], ["vite", "typescript"])
    const env = { VITE_COSSISTANT_API_KEY: publicKey, VITE_COSSISTANT_API_URL: url }
    await runNode(folder, [bin(folder, "typescript/bin/tsc"), "-p", "."])
    await runNode(folder, [bin(folder, "vite/bin/vite.js"), "build"], env)
    const app = serveBuilt(join(folder, "dist"))
    await talkThere({ browser, openInbox }, app.url, `installed ${host}`)
    app.stop()
    rmSync(folder, { recursive: true, force: true })
  }, minutes(8))
}

journey("a Next.js app installs the widget from the server with npm, and its visitor talks", async ({ browser, openInbox, publicKey, server }) => {
  const { url } = server.summary()
  const folder = await install("next", [`${url}/packages/next.tgz`], ["typescript", "@types/node"])
  const env = { NEXT_PUBLIC_COSSISTANT_API_KEY: publicKey, NEXT_PUBLIC_COSSISTANT_API_URL: url }
  const next = bin(folder, "next/dist/bin/next")
  await runNode(folder, [next, "build"], env)
  const app = await startNext(folder, next)
  await talkThere({ browser, openInbox }, app.url, "installed next")
  app.stop()
  rmSync(folder, { recursive: true, force: true })
}, minutes(8))

journey("a Solid app installs the widget from the server with npm, and its visitor talks, on a page made by the browser and on one made by its server", async ({ browser, openInbox, publicKey, server }) => {
  const { url } = server.summary()
  const folder = await install("solid", [`${url}/packages/solid.tgz`], ["vite", "vite-plugin-solid", "typescript"])
  const env = { VITE_COSSISTANT_API_KEY: publicKey, VITE_COSSISTANT_API_URL: url }
  const vite = bin(folder, "vite/bin/vite.js")
  await runNode(folder, [bin(folder, "typescript/bin/tsc"), "-p", "."])
  await runNode(folder, [vite, "build"], env)
  await runNode(folder, [vite, "build", "--ssr", "src/server.tsx", "--outDir", "dist/server"], env)
  await runNode(folder, ["render.mjs"])
  const app = serveBuilt(join(folder, "dist"))
  await talkThere({ browser, openInbox }, app.url, "installed solid")
  await talkThere({ browser, openInbox }, `${app.url}/rendered.html`, "installed solid, rendered")
  app.stop()
  rmSync(folder, { recursive: true, force: true })
}, minutes(8))
