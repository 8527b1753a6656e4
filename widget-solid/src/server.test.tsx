// @vitest-environment node
import { makeFakeServer } from "@cossistant/core/suite/FakeServer"
import { Window } from "happy-dom"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "vite"
import solid from "vite-plugin-solid"
import { afterAll, beforeAll, expect, it, vi } from "vitest"

type Bundle = typeof import("./testing/ServerPage.tsx")

const folder = mkdtempSync(join(tmpdir(), "solid-server-"))

/** The page as a host's own build makes it, for its server or for browsers that take over what that one drew. */
const bundle = async (isServer: boolean): Promise<Bundle> => {
  const outDir = join(folder, isServer ? "server" : "browser")
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    plugins: [solid({ ssr: true })],
    ssr: { noExternal: true },
    build: {
      outDir, minify: false, ssr: isServer ? "testing/ServerPage.tsx" : false, modulePreload: false,
      rolldownOptions: {
        input: "testing/ServerPage.tsx",
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "page.mjs", codeSplitting: false }
      }
    }
  })
  return import(/* @vite-ignore */ pathToFileURL(join(outDir, "page.mjs")).href) as Promise<Bundle> // what was built from it
}

let server: Bundle
beforeAll(async () => {
  server = await bundle(true)
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllGlobals()
})

it("renders on a server, where there is no browser to touch: the page, and a closed launcher", () => {
  const html = server.renderToString(() => server.Page())
  expect(html).toContain("loading")
  // Another language follows as soon as it is loaded, as everywhere.
  expect(html).toContain("aria-label=\"Open support chat\"")
  expect(html).toContain("aria-expanded=\"false\"")
  expect(html).not.toContain("co-panel")
  // A trigger of the host's own is known before anything is drawn: there is one launcher, the first widget's.
  expect(html.match(/co-launcher/g)).toHaveLength(1)
})

it("draws no launcher for a responsive widget on a server", () => {
  const html = server.renderToString(() => server.ResponsivePage())
  expect(html).toContain("data-support-mode=\"responsive\"")
  expect(html).not.toContain("<button")
})

it("takes over what a server rendered without a difference, and lives", async () => {
  const html = server.renderToString(() => server.Page())
  const window = new Window({ url: "https://shop.example/" })
  for (const name of Object.getOwnPropertyNames(window)) {
    // A browser's globals, as far as Node has none of its own.
    if (!(name in globalThis)) vi.stubGlobal(name, window[name as keyof typeof window])
  }
  vi.stubGlobal("window", window)
  vi.stubGlobal("document", window.document)
  vi.stubGlobal("navigator", window.navigator)
  vi.stubGlobal("location", window.location)
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window))
  vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window))
  vi.stubGlobal("requestIdleCallback", queueMicrotask) // nothing of the widget's outlives the page
  vi.stubGlobal("fetch", makeFakeServer().fetch)
  vi.stubGlobal("_$HY", { events: [], completed: new WeakSet(), r: {} }) // what `HydrationScript` puts on a page
  const complaints = vi.spyOn(console, "warn")
  const { document } = globalThis
  const host = document.body.appendChild(document.createElement("div"))
  host.innerHTML = html
  const kept = [...host.querySelectorAll("*")]
  const browser = await bundle(false)
  const dispose = browser.hydrate(() => browser.Page(), host)
  // Nothing was drawn anew.
  expect([...host.querySelectorAll("*")].map((element) => kept.indexOf(element))).toEqual(kept.map((_, index) => index))
  expect(kept.length).toBeGreaterThan(5)
  await vi.waitFor(() => expect(host.textContent).toContain("loaded"), { timeout: 5_000 })
  await vi.waitFor(() => expect(host.querySelector("[role='dialog'][data-state='open'], [role='region'][data-state='open']")).not.toBeNull(), { timeout: 5_000 })
  const triggers = [...host.querySelectorAll("[aria-haspopup='dialog'][data-slot='trigger']")]
  expect(triggers.map((trigger) => trigger.getAttribute("aria-expanded"))).toEqual(["true", "true", "true"])
  expect(complaints.mock.calls).toEqual([])
  dispose()
}, 60_000)
