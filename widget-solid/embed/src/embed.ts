import { warnDeveloper } from "@cossistant/core/dom/warnDeveloper"
import type { EmbedApi, EmbedCall, EmbedOptions } from "./EmbedOptions.ts"
import { setStage, type Stage } from "./stage.ts"
import type { LiveWidget, WidgetCall } from "./widget.ts"

/*
 * The script tag. It puts the launcher on the page at once and answers to `window.Cossistant`; what it is asked before the
 * widget itself has come waits, and is done in order.
 */
declare global {
  interface Window {
    /** The API; before the script has come, an array of calls a page may leave. */
    Cossistant?: EmbedApi | Array<EmbedCall>
  }
  /** Where the widget's module stands on the server that gave this script; put in by the build. */
  const __WIDGET_MODULE__: string
}

// oxlint-disable-next-line unicorn/prefer-modern-dom-apis -- a script that runs from its tag; null when it was brought otherwise
const tag = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null
const source = new URL(tag?.src || location.href)

/** What `init` was asked while the page wasn't read far enough. */
let pending: EmbedOptions | undefined
let stage: Stage | undefined
let live: LiveWidget | undefined
/** Calls that wait for the widget; null tells them that it won't come. */
let waiting: Array<(widget: LiveWidget | null) => void> = []

const load = async (options: EmbedOptions, on: Stage, attempt = 0): Promise<void> => {
  const address = new URL(__WIDGET_MODULE__, source)
  // A module that failed to load is remembered as failed: another query makes it another one.
  if (attempt > 0) address.searchParams.set("again", String(attempt))
  const module = await (import(/* @vite-ignore */ address.href) as Promise<typeof import("./widget.ts")>).catch(() => null) // the build put its address in
  if (stage !== on) return
  if (module) {
    live = module.startWidget(on, { ...options, apiUrl: options.apiUrl ?? source.origin })
    for (const call of waiting.splice(0)) call(live)
  } else setTimeout(() => void load(options, on, attempt + 1), Math.min(30_000, 1_000 * 2 ** attempt))
}

/** Does it now, or as soon as the widget is here; null if it is taken away first. */
const later = async (name: WidgetCall, args: ReadonlyArray<unknown> = []): Promise<unknown> => {
  const widget = live ?? await new Promise<LiveWidget | null>((resolve) => waiting.push(resolve))
  return widget && widget.call(name, args)
}

/** What the widget itself does. */
const widgetCalls = ["show", "hide", "toggle", "startConversation", "openConversation", "identify", "logout", "updateConfig", "on", "off"] as const satisfies ReadonlyArray<WidgetCall>

/** Whether the page has been read as far as the widget's place; past its end there is nothing to wait for. */
const hasPlace = ({ container }: EmbedOptions): boolean =>
  document.body && (document.readyState !== "loading" || typeof container !== "string" || document.querySelector(container) !== null)

const begin = () => {
  if (!pending) return
  const options = pending
  pending = undefined
  const on = stage = setStage(options)
  const { launcher } = on
  // What is clicked before the widget is here opens it when it comes.
  launcher?.addEventListener("click", () => {
    if (!live) launcher.classList.add("co-loading")
    void later("toggle")
  })
  void load(options, on)
}

const api: EmbedApi = {
  init: (options) => {
    // Its place went with a part of the page that was drawn anew.
    if (stage && !stage.host.isConnected) api.destroy()
    if (pending || stage) return warnDeveloper("Cossistant.init() does nothing twice: use updateConfig(), or destroy() first.")
    pending = options ?? {} // a page may have forgotten them, and is told what is missing
    if (hasPlace(pending)) begin()
    else document.addEventListener("DOMContentLoaded", begin, { once: true })
  },
  // Each is called, and answers, as the widget's own of its name.
  ...Object.fromEntries(widgetCalls.map((name) => [name, (...args: ReadonlyArray<unknown>) => later(name, args)])) as unknown as Pick<EmbedApi, WidgetCall>,
  destroy: () => {
    live?.end()
    stage?.host.remove()
    pending = live = stage = undefined
    for (const call of waiting.splice(0)) call(null)
  },
  push: (...calls) => {
    for (const call of calls) {
      // The page wrote them, and no compiler has seen them. A name of the API finds its own arguments.
      const [name, ...args] = Array.isArray(call) ? call : []
      const asked = api[name as keyof EmbedApi] as ((...args: ReadonlyArray<unknown>) => unknown) | undefined
      if (asked) asked(...args)
      else warnDeveloper(`Cossistant has no call "${call}".`)
    }
  }
}

const left = window.Cossistant
// A second tag, as of a page that draws its body anew, speaks to the first one's widget.
const told = window.Cossistant = left && !Array.isArray(left) ? left : api
const publicKey = tag?.dataset["publicKey"]
if (publicKey) told.init({ publicKey, ...(tag?.dataset["locale"] && { locale: tag.dataset["locale"] }) })
if (Array.isArray(left)) api.push(...left)
