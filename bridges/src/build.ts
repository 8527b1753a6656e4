import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const names = ["inbound", "events"] as const

/**
 * Bundles both functions as `inbound.mjs` and `events.mjs` into `folder`, from whatever folder it is run. The AWS SDK is part of
 * the bundle: what was tested is what runs.
 */
export const buildBridges = async (folder: string): Promise<Readonly<Record<(typeof names)[number], string>>> => {
  mkdirSync(folder, { recursive: true })
  const { logs, success } = await Bun.build({
    entrypoints: names.map((name) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url))),
    outdir: folder,
    naming: "[name].mjs",
    target: "node",
    format: "esm",
    minify: true,
  })
  if (!success) throw new Error(logs.map(String).join("\n"))
  return { inbound: join(folder, "inbound.mjs"), events: join(folder, "events.mjs") }
}

// bun run build.ts <folder>: prints where they are, as Terraform's external data source reads it.
if (import.meta.main) console.log(JSON.stringify(await buildBridges(process.argv[2] ?? "lambda-dist")))
