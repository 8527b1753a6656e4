import panelCss from "@cossistant/core/theme/panel.css?inline"
import type { TextOptions } from "@cossistant/core/text/createText"
import { shellView } from "@cossistant/core/widget/launcherView"
import type { Widget } from "@cossistant/core/widget/widget"
import { createSignal } from "solid-js"
import { render } from "solid-js/web"
import { Panel } from "../../src/panel/Panel.tsx"
import { WidgetContext } from "../../src/WidgetContext.ts"
import type { EmbedOptions } from "./EmbedOptions.ts"
import { addStyles, type Stage } from "./stage.ts"

const panelId = "co-panel"

/** Draws the panel beside the launcher. `update` after the options changed. */
export const drawPanel = ({ options, stage, textOptions, widget }: {
  readonly stage: Stage
  readonly widget: Widget
  readonly options: () => EmbedOptions
  readonly textOptions: () => Omit<TextOptions, "dictionaries">
}): { readonly update: () => void; readonly end: () => void } => {
  const { launcher, root, shadow } = stage
  addStyles(shadow, panelCss)
  const place = root.appendChild(document.createElement("div"))
  place.style.display = "contents"
  const [current, setCurrent] = createSignal({ options: options(), text: textOptions() })
  const update = () => setCurrent({ options: options(), text: textOptions() })
  let shell = shellView(widget.get())
  const stop = widget.subscribe(() => {
    const now = shellView(widget.get())
    // Sentences depend on who is there, and on nothing else of the widget.
    if (now.website !== shell.website) update()
    shell = now
  })
  launcher?.setAttribute("aria-controls", panelId)
  const dispose = render(() => (
    <WidgetContext.Provider value={widget}>
      <Panel id={panelId} class={undefined} anchor={launcher ?? undefined} placement={current().options} textOptions={current().text} />
    </WidgetContext.Provider>
  ), place)
  return {
    update,
    end: () => {
      stop()
      dispose()
    }
  }
}
