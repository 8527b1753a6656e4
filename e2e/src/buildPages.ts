import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const checkout = fileURLToPath(new URL("../..", import.meta.url))

export interface BuiltPages {
  /** `main.js`, `style.css` and what is loaded later. */
  readonly folder: string
  /** The page as a server renders it: for its head, and its markup. Only with `ssr`. */
  readonly render: (props: object) => { readonly head: string; readonly markup: string }
  readonly dispose: () => void
}

export interface BuildOptions {
  readonly host: "react18" | "react19" | "solid"
  readonly ssr?: boolean
  /** The framework's development build, which says what a page does wrong. */
  readonly development?: boolean
}

const run = (command: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): string => {
  const { exitCode, stderr, stdout } = Bun.spawnSync([...command], { cwd: checkout, env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env } })
  if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${exitCode}\n${stdout}${stderr}`)
  return stdout.toString()
}

/** Builds `e2e/pages` as a host builds its own app, from the packages of this repository. */
export const buildPages = ({ development = false, host, ssr = false }: BuildOptions): BuiltPages => {
  const folder = mkdtempSync(join(tmpdir(), "pages-"))
  const node = join(checkout, "node_modules/.bin/node")
  const vite = (out: string, ...words: ReadonlyArray<string>) => run(
    [node, join(checkout, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error", "--outDir", out, "--config", join(checkout, "e2e/pages/vite.config.ts"), ...words],
    { NODE_ENV: development ? "development" : "production", HOST: host }
  )
  vite(join(folder, "client"))
  if (ssr) vite(join(folder, "server"), "--ssr", host === "solid" ? "solid/server.tsx" : "server.tsx")
  return {
    folder: join(folder, "client"),
    render: (props) => JSON.parse(run([node, "--input-type=module", "-e", `import { render } from ${JSON.stringify(join(folder, "server/server.js"))}; process.stdout.write(JSON.stringify(render(${JSON.stringify(props)})))`], { NODE_ENV: development ? "development" : "production" })),
    dispose: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** The body of a page that shows what `buildPages` built; `markup` is what its server has rendered. */
export const builtBody = (address: string, props: object, markup = ""): string =>
  `<link rel="stylesheet" href="${address}style.css"><div id="root" data-props='${JSON.stringify(props)}'>${markup}</div><script type="module" src="${address}main.js"></script>`
