import { supportEvents } from "@cossistant/core/documented/supportEvents"
import { heldChunk, keepLoading } from "@cossistant/core/dom/chunk"
import { createText, type TextOptions } from "@cossistant/core/text/createText"
import { languageOf, loadLauncherText } from "@cossistant/core/text/languages"
import { launcherText } from "@cossistant/core/text/launcherText"
import { contextOf } from "@cossistant/core/text/TextContext"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { makeWidget } from "@cossistant/core/widget/widget"
import type { EmbedApi, EmbedOptions } from "./EmbedOptions.ts"
import { followPage } from "./followPage.ts"
import { keepListeners } from "./keepListeners.ts"
import { latePanel } from "./latePanel.ts"
import { keepLauncher } from "./launcher.ts"
import { schemeOf, setTokens, type Stage } from "./stage.ts"

/** The calls of the script tag's API that the widget itself does. */
export type WidgetCall = Exclude<keyof EmbedApi, "init" | "destroy" | "push">

/** The widget as the script tag's API asks it. */
export interface LiveWidget {
  /** Does what a page asked. */
  call(name: WidgetCall, args: ReadonlyArray<unknown>): unknown
  end(): void
}

/** At an address that a developer may look at, whatever a page has wrong is told by code that comes there alone. */
const help = (name: keyof EmbedApi, args: ReadonlyArray<unknown>): void => {
  if (/p:|(\d|host|test|local)$/.test(location.origin)) void import("./developerCalls.ts").then(({ tellMistakes }) => tellMistakes(name, args), () => {})
}

/** Brings the launcher to life and, once it is wanted, the panel. */
export const startWidget = (stage: Stage, first: EmbedOptions & { readonly apiUrl: string }): LiveWidget => {
  help("init", [first])
  const { host, launcher, root } = stage
  const widget = makeWidget({ ...first, envVarName: "data-public-key" })
  const layer = widget.configure("support")
  const listeners = keepListeners(supportEvents(widget).subscribe)
  const showLauncher = launcher && keepLauncher(launcher)
  let options: EmbedOptions = first
  let isDark = false
  let isEnded = false
  /** What the launcher says in other languages than English. */
  let languages: Promise<void> | undefined

  const textOptions = (): Omit<TextOptions, "dictionaries"> => {
    const { visitor, website } = shellView(widget.get())
    return {
      locale: options.locale,
      languages: [visitor?.language, ...navigator.languages],
      overrides: options.content ?? undefined, // a server's template writes null for nothing
      context: () => contextOf(website),
      now: () => new Date()
    }
  }
  const draw = () => {
    if (isEnded) return
    const view = launcherView(widget.get())
    const said = textOptions()
    if (languageOf([said.locale, ...said.languages]) !== "en") languages ??= keepLoading(loadLauncherText, () => !isEnded).then(draw, () => {})
    const text = createText({ ...said, dictionaries: heldChunk(loadLauncherText) ?? launcherText })
    root.hidden = !view.isVisible
    root.lang = text.locale
    root.dataset["size"] = view.size
    root.dataset["colorScheme"] = schemeOf(options, isDark)
    showLauncher?.({ ...view, isWaiting: view.isOpen && !panel.isDrawn(), text })
    if (view.isOpen) panel.open()
  }
  const panel = latePanel({ stage, widget, options: () => options, textOptions }, draw)
  const apply = () => {
    const { defaultMessages, defaultOpen, quickOptions, size, sound, tracking } = options
    layer.set({ mode: launcher ? "floating" : "responsive", defaultMessages, defaultOpen, quickOptions, size, sound, tracking })
    setTokens(host, options)
    draw()
  }
  const ends = [
    followPage(host, (page) => {
      isDark = page.isDark
      // The stylesheet goes by the attribute, and doesn't see the page's from in here.
      root.dir = page.direction
      draw()
    }),
    widget.subscribe(draw),
    listeners.end,
    panel.end,
    layer.remove,
    widget.stop
  ]
  for (const sign of ["pointerenter", "focus"]) launcher?.addEventListener(sign, panel.preload)
  apply()
  widget.start()
  const calls: { readonly [Name in WidgetCall]: (...args: never) => unknown } = {
    ...widget,
    ...listeners,
    show: widget.open,
    hide: widget.close,
    updateConfig: (change: Partial<EmbedOptions>) => {
      // What stays as it was at the start was read there.
      options = { ...options, ...change }
      apply()
      panel.update()
    }
  }
  return {
    call: (name, args) => {
      help(name, args)
      return (calls[name] as (...args: ReadonlyArray<unknown>) => unknown)(...args) // the page wrote both
    },
    end: () => {
      isEnded = true
      for (const end of ends) end()
    }
  }
}
