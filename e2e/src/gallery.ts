import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const checkout = fileURLToPath(new URL("../..", import.meta.url))

/** How a state is looked at. */
export interface Look {
  readonly scheme: "light" | "dark"
  readonly dir: "ltr" | "rtl"
  readonly isPhone: boolean
  /** Default React. */
  readonly renderer?: "react" | "solid"
}

export const phone = { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true }

/** Builds the page that shows every state of the widget, on a server of its own that exists only in that page. */
export const buildGallery = (): { readonly folder: string; readonly dispose: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "gallery-"))
  const { exitCode, stderr, stdout } = Bun.spawnSync(
    [join(checkout, "node_modules/.bin/node"), join(checkout, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error", "--base", "./", "--emptyOutDir", "--outDir", folder, join(checkout, "demo/gallery")],
    { cwd: checkout, env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "production" } }
  )
  if (exitCode !== 0) throw new Error(`The gallery's build ended with ${exitCode}\n${stdout}${stderr}`)
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The address of a state. */
export const stateUrl = (address: string, state: string, { dir, renderer = "react", scheme }: Omit<Look, "isPhone">): string =>
  `${address}?state=${state}&scheme=${scheme}&dir=${dir}${dir === "rtl" ? "&locale=ar" : ""}&with=${renderer}`
