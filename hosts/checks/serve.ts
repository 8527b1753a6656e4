import { spawn } from "node:child_process"
import { join } from "node:path"
import { within } from "../../e2e/src/within.ts"
import { root } from "../../scripts/root.ts"

/** A page of a host app, open to browsers. */
export interface Served {
  readonly url: string
  readonly stop: () => void
}

/** Serves a folder of built files. */
export const serveBuilt = (folder: string): Served => {
  const server = Bun.serve({
    port: 0,
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      const file = Bun.file(join(folder, pathname === "/" ? "index.html" : pathname))
      return await file.exists() ? new Response(file) : new Response(null, { status: 404 })
    },
  })
  return { url: `http://localhost:${server.port}`, stop: () => void server.stop(true) }
}

/** Starts a built Next.js app; ready when it returns. */
export const startNext = async (folder: string, next: string): Promise<Served> => {
  const child = spawn(join(root, "node_modules/.bin/node"), [next, "start", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  })
  const url = await within(60, "The start of Next.js", new Promise<string>((resolve, reject) => {
    let printed = ""
    child.stdout.on("data", (chunk) => {
      printed += String(chunk)
      const found = /http:\/\/localhost:(\d+)/.exec(printed)
      if (found !== null && /Ready/.test(printed)) resolve(`http://localhost:${found[1]}`)
    })
    child.once("exit", () => reject(new Error(`Next.js ended:\n${printed}`)))
  }))
  return { url, stop: () => void child.kill() }
}
