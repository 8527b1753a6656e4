// Where applications import it, beside their own: it stands in the page's head.
import "@cossistant/react/styles.css"
import "./page.css"
import type { Host } from "./Host.ts"
import { fakeNetwork, type Network } from "./network.ts"

/** One thing done, from its beginning to the frame that shows it. */
const toFrame = async (begin: number, work: Promise<void>): Promise<number> => {
  await work
  await new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = resolve
    channel.port2.postMessage(null)
  }))
  return performance.now() - begin
}

/** What the host page has loaded anyway: a page in React has React, and something on the screen. */
const runtimes = {
  floor: async () => {},
  react: async () => {
    const [{ createElement }, { createRoot }] = await Promise.all([import("react"), import("react-dom/client")])
    createRoot(document.body.appendChild(document.createElement("div"))).render(createElement("p", {}, "A page in React."))
  },
  solid: async () => {}
}

/** A file of its own, as an application's bundle is one that holds the widget's first part. */
const load = (name: keyof typeof runtimes): Promise<{ readonly makeHost: (network: Network) => Host }> =>
  import(/* @vite-ignore */ `/${name === "floor" ? "floor" : "widget"}.js`)

let host: Host
let network: Network
const keys: Array<number> = []
let shift = 0
let busy = 0
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  // Of the Layout Instability API; not in the DOM's types yet.
  shift += (entry as PerformanceEntry & { readonly value: number }).value
})).observe({ type: "layout-shift", buffered: true })
new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
  busy += duration
})).observe({ type: "longtask", buffered: true })

const bench = {
  /** The page as it is without a chat, and a server that knows a conversation of so many messages. */
  prepare: async (name: keyof typeof runtimes, count: number) => {
    await runtimes[name]()
    network = fakeNetwork(count)
    await new Promise((resolve) => requestIdleCallback(resolve))
  },
  /** Loads a host's code and launches it. */
  launch: async (name: keyof typeof runtimes) => {
    const begin = performance.now()
    const { makeHost } = await load(name)
    host = makeHost(network)
    return toFrame(begin, host.launch())
  },
  open: () => toFrame(performance.now(), host.open()),
  load: () => host.load(),
  show: () => toFrame(performance.now(), host.show()),
  append: (text: string) => toFrame(performance.now(), host.append(text)),
  /** From here on the time from each key to its frame is kept. */
  watchKeys: () => addEventListener("keydown", ({ timeStamp }) => {
    void toFrame(timeStamp, Promise.resolve()).then((ms) => keys.push(ms))
  }, { capture: true }),
  keys: () => keys.splice(0),
  nodes: () => document.querySelectorAll(".cossistant, .cossistant *, .floor-panel, .floor-panel *").length,
  /** What the page's own visitor felt: pixels that moved, and milliseconds of tasks longer than 50. */
  felt: () => ({ shift, busy })
}

declare global {
  interface Window {
    readonly bench: Bench
  }
}
export type Bench = typeof bench

Object.assign(window, { bench })
