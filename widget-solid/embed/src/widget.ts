import { supportEvents } from "@cossistant/core/documented/supportEvents"
import { heldChunk, keepLoading } from "@cossistant/core/dom/chunk"
import { createText, type TextOptions } from "@cossistant/core/text/createText"
import { languageOf, loadLauncherText } from "@cossistant/core/text/languages"
import { launcherText } from "@cossistant/core/text/launcherText"
import { contextOf } from "@cossistant/core/text/TextContext"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { makeWidget, type Widget } from "@cossistant/core/widget/widget"
import type { EmbedOptions } from "./EmbedOptions.ts"
import { followPage } from "./followPage.ts"
import { keepListeners, type Listeners } from "./keepListeners.ts"
import { latePanel } from "./latePanel.ts"
import { keepLauncher } from "./launcher.ts"
import { setTokens, type Stage } from "./stage.ts"

/** The widget as the script tag's API asks it. */
export interface LiveWidget
  extends Pick<Widget, "open" | "close" | "toggle" | "startConversation" | "openConversation" | "identify" | "logout">, Listeners
{
  update(options: Partial<EmbedOptions>): void
}

/** Brings the launcher to life and, once it is wanted, the panel. */
export const startWidget = (stage: Stage, first: EmbedOptions): LiveWidget => {
  const { host, launcher, root } = stage
  const widget = makeWidget({ publicKey: first.publicKey, apiUrl: first.apiUrl ?? location.origin, envVarName: "data-public-key" })
  const layer = widget.configure("support")
  const listeners = keepListeners(supportEvents(widget).subscribe)
  const showLauncher = launcher && keepLauncher(launcher)
  let options = first
  let isDark = false
  let isEnded = false
  /** What the launcher says in other languages than English. */
  let languages: Promise<void> | undefined

  const textOptions = (): Omit<TextOptions, "dictionaries"> => {
    const { visitor, website } = shellView(widget.get())
    return {
      locale: options.locale,
      languages: [visitor?.language, ...navigator.languages],
      overrides: options.content,
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
    const { theme = "auto" } = options
    root.hidden = !view.isVisible
    root.lang = text.locale
    root.dataset["size"] = view.size
    root.dataset["colorScheme"] = theme === "auto" ? isDark ? "dark" : "light" : theme
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
  return {
    ...widget,
    ...listeners,
    update: (change) => {
      options = { ...options, ...change, publicKey: first.publicKey, apiUrl: first.apiUrl, container: first.container }
      apply()
      panel.update()
    },
    end: () => {
      isEnded = true
      for (const end of ends) end()
    }
  }
}
