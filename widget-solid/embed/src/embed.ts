import type { EmbedApi, EmbedCall, EmbedOptions } from "./EmbedOptions.ts"
import { setStage, type Stage } from "./stage.ts"
import type { LiveWidget } from "./widget.ts"

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

let stage: Stage | undefined
let live: LiveWidget | undefined
let waiting: Array<() => void> = []

const load = async (options: EmbedOptions, on: Stage, attempt = 0): Promise<void> => {
  try {
    const address = new URL(__WIDGET_MODULE__, source)
    // A module that failed to load is remembered as failed: another query makes it another one.
    if (attempt > 0) address.searchParams.set("again", String(attempt))
    const { startWidget } = await import(/* @vite-ignore */ address.href) as typeof import("./widget.ts")
    if (stage !== on) return
    live = startWidget(on, { apiUrl: source.origin, ...options })
    for (const call of waiting.splice(0)) call()
  } catch {
    if (stage === on) setTimeout(() => void load(options, on, attempt + 1), Math.min(30_000, 1_000 * 2 ** attempt))
  }
}

/** Does it now, or as soon as the widget is here. */
const later = <A>(run: (widget: LiveWidget) => A | Promise<A>): Promise<A> =>
  new Promise((resolve) => {
    const call = () => resolve(run(live as LiveWidget)) // it is here: calls run after it came
    if (live) call()
    else waiting.push(call)
  })

const api: EmbedApi = {
  init: (options) => {
    if (stage) return
    const begin = () => {
      const on = stage = setStage(options)
      // What is clicked before the widget is here opens it when it comes.
      on.launcher?.addEventListener("click", () => void later((widget) => widget.toggle()))
      void load(options, on)
    }
    if (document.body) begin()
    else document.addEventListener("DOMContentLoaded", begin, { once: true })
  },
  show: () => void later((widget) => widget.open()),
  hide: () => void later((widget) => widget.close()),
  toggle: () => void later((widget) => widget.toggle()),
  startConversation: (message) => void later((widget) => widget.startConversation(message)),
  openConversation: (id) => void later((widget) => widget.openConversation(id)),
  identify: (params) => later((widget) => widget.identify(params)),
  logout: () => later((widget) => widget.logout()),
  updateConfig: (options) => void later((widget) => widget.update(options)),
  destroy: () => {
    live?.end()
    stage?.host.remove()
    live = stage = undefined
    waiting = []
  },
  on: (type, listener) => void later((widget) => widget.on(type, listener)),
  off: (type, listener) => void later((widget) => widget.off(type, listener))
}

const left = window.Cossistant
if (!left || Array.isArray(left)) {
  window.Cossistant = api
  const publicKey = tag?.dataset["publicKey"]
  if (publicKey) api.init({ publicKey, ...(tag?.dataset["locale"] && { locale: tag.dataset["locale"] }) })
  // A name of the API finds its own arguments: the page wrote both.
  for (const [name, ...args] of left ?? []) (api[name] as (...args: ReadonlyArray<unknown>) => unknown)(...args)
}
