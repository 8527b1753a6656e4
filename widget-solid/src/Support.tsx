import { followScheme } from "@cossistant/core/dom/hostScheme"
import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { createEffect, createMemo, createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js"
import { Launcher } from "./Launcher.tsx"
import type { SupportProps } from "./SupportProps.ts"
import { TextContext } from "./TextContext.ts"
import { useEventCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { usePanel } from "./usePanel.ts"
import { useTextOptions } from "./useTextOptions.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

/**
 * The support widget: a launcher in the page's corner and the panel it opens. Follows the page's colours, or `theme`.
 * `ref` gets a `SupportHandle`. Renders nothing for a blocked visitor. Lives under `SupportProvider`.
 */
export const Support = (props: SupportProps): JSX.Element => {
  const widget = useWidget()
  useLayer(widget, "support", () => ({
    mode: props.mode,
    open: props.open,
    defaultOpen: props.defaultOpen,
    onOpenChange: props.onOpenChange,
    quickOptions: props.quickOptions,
    defaultMessages: props.defaultMessages
  }))
  const launcher = useView(launcherView)
  const panelId = createUniqueId()
  const [root, setRoot] = createSignal<HTMLElement>()
  const [trigger, setTrigger] = createSignal<HTMLElement>()
  const [isDark, setDark] = createSignal(false)
  const { Panel, preload } = usePanel(() => launcher.isOpen)
  const options = useTextOptions(props)
  const text = createMemo(() => createText({ ...options(), dictionaries: launcherText }))
  useEventCallbacks(widget, props)
  onMount(() => props.ref?.(widget))
  createEffect(() => {
    const element = root()
    if (element !== undefined) onCleanup(followScheme(element, setDark))
  })
  return (
    <Show when={launcher.isVisible}>
      <TextContext.Provider value={text}>
        <div
          ref={setRoot}
          class={`cossistant ${props.class ?? props.className ?? ""}`}
          lang={text().locale}
          data-slot="root"
          data-support-mode={launcher.mode}
          data-size={launcher.size}
          data-color-scheme={props.theme ?? (isDark() ? "dark" : undefined)}
        >
          <Show when={launcher.mode === "floating"}>
            <Launcher ref={setTrigger} class={props.classNames?.trigger} panelId={panelId} onApproach={preload} />
          </Show>
          <Show when={Panel()}>
            {(Loaded) => {
              const Content = Loaded()
              return <Content id={panelId} class={props.classNames?.content} anchor={trigger()} placement={props} textOptions={options()} />
            }}
          </Show>
        </div>
      </TextContext.Provider>
    </Show>
  )
}
