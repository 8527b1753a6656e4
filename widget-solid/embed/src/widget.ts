import { heldChunk, keepLoading } from "@cossistant/core/dom/chunk"
import { createText, type TextOptions } from "@cossistant/core/text/createText"
import { languageOf, loadLauncherText, waitForLanguage } from "@cossistant/core/text/languages"
import { launcherText } from "@cossistant/core/text/launcherText"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import type { SupportEventOf, SupportEventType } from "@cossistant/core/widget/SupportEvent"
import { makeWidget, type Widget } from "@cossistant/core/widget/widget"
import type { EmbedOptions } from "./EmbedOptions.ts"
import { keepLauncher } from "./launcher.ts"
import { followPage } from "./pageScheme.ts"
import type { Stage } from "./stage.ts"

/** The widget as the script tag's API asks it. */
export interface LiveWidget extends Pick<Widget, "open" | "close" | "toggle" | "startConversation" | "openConversation" | "identify" | "logout"> {
  update(options: Partial<EmbedOptions>): void
  on<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  off<Type extends SupportEventType>(type: Type, listener: (event: SupportEventOf<Type>) => void): void
  end(): void
}

/** Brings the launcher to life and, once it is wanted, the panel. */
export const startWidget = (stage: Stage, first: EmbedOptions): LiveWidget => {
  const { host, launcher, root } = stage
  const widget = makeWidget({ publicKey: first.publicKey, apiUrl: first.apiUrl ?? location.origin, envVarName: "data-public-key" })
  const layer = widget.configure("support")
  const listeners = new Map<unknown, () => void>()
  const ends: Array<() => void> = []
  let options = first
  let isDark = false
  /** What the launcher says in other languages than English. */
  let languages: Promise<void> | undefined
  let panel: Promise<{ readonly update: () => void; readonly end: () => void }> | undefined

  const textOptions = (): Omit<TextOptions, "dictionaries"> => {
    const { aiAgents, humanAgents, visitor, website } = shellView(widget.get())
    return {
      locale: options.locale,
      languages: [visitor?.language, ...navigator.languages],
      overrides: options.content,
      context: { website, visitor, humanAgents, aiAgents },
      now: () => new Date()
    }
  }
  const draw = () => {
    const view = launcherView(widget.get())
    const said = textOptions()
    if (languageOf([said.locale, ...said.languages]) !== "en") languages ??= keepLoading(loadLauncherText).then(draw)
    const text = createText({ ...said, dictionaries: heldChunk(loadLauncherText) ?? launcherText })
    const { theme = "auto" } = options
    root.hidden = !view.isVisible
    root.lang = text.locale
    root.dataset["size"] = view.size
    root.dataset["colorScheme"] = theme === "auto" ? isDark ? "dark" : "light" : theme
    if (launcher) keepLauncher(launcher, view, text)
    if (view.isOpen) openPanel()
  }
  const openPanel = () => {
    const { languages, locale } = textOptions()
    // Both at once: no sentence is seen in another language first.
    panel ??= Promise.all([import("./drawPanel.tsx"), waitForLanguage([locale, ...languages])()]).then(([{ drawPanel }]) => drawPanel({ stage, widget, options: () => options, textOptions }))
    panel.catch(() => {
      panel = undefined
      setTimeout(draw, 3_000)
    })
  }
  const apply = () => {
    const { container, defaultMessages, defaultOpen, quickOptions, size, sound, tracking, variables = {} } = options
    layer.set({ mode: container ? "responsive" : "floating", defaultMessages, defaultOpen, quickOptions, size, sound, tracking })
    for (const [name, value] of Object.entries(variables)) host.style.setProperty(`--co-theme-${name}`, value)
    draw()
  }
  ends.push(
    followPage(host, (dark) => {
      isDark = dark
      draw()
    }),
    widget.subscribe(draw)
  )
  apply()
  widget.start()
  return {
    ...widget,
    update: (change) => {
      options = { ...options, ...change, publicKey: first.publicKey, apiUrl: first.apiUrl, container: first.container }
      apply()
      void panel?.then(({ update }) => update())
    },
    on: (type, listener) => {
      if (!listeners.has(listener)) listeners.set(listener, widget.on(type, listener))
    },
    off: (_type, listener) => {
      listeners.get(listener)?.()
      listeners.delete(listener)
    },
    end: () => {
      for (const end of [...ends, ...listeners.values()]) end()
      void panel?.then(({ end }) => end())
      layer.remove()
      widget.stop()
    }
  }
}
