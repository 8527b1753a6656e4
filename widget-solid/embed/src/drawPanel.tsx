import panelCss from "@cossistant/core/theme/panel.css?inline"
import type { TextOptions } from "@cossistant/core/text/createText"
import { shellView } from "@cossistant/core/widget/launcherView"
import type { Widget } from "@cossistant/core/widget/widget"
import { createRoot, createSignal } from "solid-js"
import { insert } from "solid-js/web"
import { Panel } from "../../src/panel/Panel.tsx"
import { makeScope, SupportScopeContext } from "../../src/SupportScope.ts"
import { WidgetContext } from "../../src/WidgetContext.ts"
import type { EmbedOptions } from "./EmbedOptions.ts"
import { addStyles, type Stage } from "./stage.ts"

const panelId = "co-panel"

/** What a panel is drawn of. */
export interface PanelParts {
  readonly stage: Stage
  readonly widget: Widget
  readonly options: () => EmbedOptions
  readonly textOptions: () => Omit<TextOptions, "dictionaries">
}

export interface DrawnPanel {
  /** The options changed. */
  readonly update: () => void
  readonly end: () => void
}

/** Draws the panel beside the launcher. */
export const drawPanel = ({ options, stage, textOptions, widget }: PanelParts): DrawnPanel => {
  const { launcher, root, shadow } = stage
  addStyles(shadow, panelCss)
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
  // Beside the launcher, as the stylesheet has it: `render` wants an element of its own.
  const dispose = createRoot((end) => {
    const scope = makeScope({ panelId, textOptions: () => current().text })
    scope.setAnchor(launcher)
    insert(root, (
      <WidgetContext.Provider value={widget}>
        <SupportScopeContext.Provider value={scope}>
          <Panel
            side={current().options.side}
            align={current().options.align}
            sideOffset={current().options.sideOffset}
            avoidCollisions={current().options.avoidCollisions}
            collisionPadding={current().options.collisionPadding}
          />
        </SupportScopeContext.Provider>
      </WidgetContext.Provider>
    ), null)
    return end
  })
  return {
    update,
    end: () => {
      stop()
      dispose()
    }
  }
}
