// @vitest-environment node
import { makeFakeServer } from "@cossistant/core/suite/FakeServer"
import { Window } from "happy-dom"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "vite"
import solid from "vite-plugin-solid"
import { afterAll, expect, it, vi } from "vitest"

type Bundle = typeof import("./testing/ServerParts.tsx")

const folder = mkdtempSync(join(tmpdir(), "solid-parts-"))

/** The page as a host's own build makes it, for its server or for browsers that take over what that one drew. */
const bundle = async (isServer: boolean): Promise<Bundle> => {
  const outDir = join(folder, isServer ? "server" : "browser")
  const input = "testing/ServerParts.tsx"
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    plugins: [solid({ ssr: true })],
    ssr: { noExternal: true },
    build: {
      outDir, minify: false, ssr: isServer ? input : false, modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: "strict", output: { entryFileNames: "page.mjs", codeSplitting: false } }
    }
  })
  return import(/* @vite-ignore */ pathToFileURL(join(outDir, "page.mjs")).href) as Promise<Bundle> // what was built from it
}

afterAll(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllGlobals()
})

it("draws primitives and hooks on a server, and takes over what it drew, buttons of a function child among them", async () => {
  const server = await bundle(true)
  const html = server.renderToString(() => server.Page())
  expect(html).toContain("npm install kettle")
  expect(html).not.toContain("Nothing yet")
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
  const host = globalThis.document.body.appendChild(globalThis.document.createElement("div"))
  host.innerHTML = html
  const kept = [...host.querySelectorAll("*")]
  const browser = await bundle(false)
  const dispose = browser.hydrate(() => browser.Page(), host)
  // Nothing was drawn anew.
  expect([...host.querySelectorAll("*")].map((element) => kept.indexOf(element))).toEqual(kept.map((_, index) => index))
  expect(host.querySelectorAll("button button")).toHaveLength(0)
  const triggers = () => [...host.querySelectorAll("[aria-haspopup='dialog']")].map((trigger) => trigger.getAttribute("aria-expanded"))
  expect(triggers()).toEqual(["false", "false", "false"])
  expect(host.querySelector<HTMLTextAreaElement>("textarea[rows]")?.value).toBe("kept")
  host.querySelector<HTMLElement>("#inner")?.click()
  await vi.waitFor(() => expect(triggers()).toEqual(["true", "true", "true"]), { timeout: 5_000 })
  dispose()
}, 60_000)
