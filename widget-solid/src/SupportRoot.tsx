import { supportHandle } from "@cossistant/core/documented/supportHandle"
import { followScheme } from "@cossistant/core/dom/hostScheme"
import { classes } from "@cossistant/core/dom/slotAttributes"
import { createText } from "@cossistant/core/text/createText"
import { languageOf, loadLauncherText } from "@cossistant/core/text/languages"
import { launcherText } from "@cossistant/core/text/launcherText"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { children, createEffect, createMemo, createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js"
import type { SupportRootOptions } from "./SupportProps.ts"
import { makeScope, SupportScopeContext, useScope } from "./SupportScope.ts"
import { TextContext, useText } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { useEventCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { SpeechContext, tagsOf, useSaid, useTextOptions } from "./useTextOptions.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface RootProps {
  /** What the host says of its widget. */
  readonly host: SupportRootOptions
  /** Has a trigger of its own, which stands in the page's corner unless the host brings another. */
  readonly isPinned?: boolean | undefined
  readonly children: JSX.Element
}

/** In the flow of the page, as the trigger of the host's own is. */
const inFlow: JSX.CSSProperties = { position: "relative", inset: "auto" }

const Frame = (props: RootProps): JSX.Element => {
  const { host } = props
  const scope = useScope()
  const text = useText()
  const launcher = useView(launcherView)
  // What the host has brought decides about the element around it, on a server too.
  const drawn = children(() => props.children)
  const [root, setRoot] = createSignal<HTMLElement>()
  const [isDark, setDark] = createSignal(false)
  createEffect(() => {
    const element = root()
    if (element !== undefined) onCleanup(followScheme(element, setDark))
  })
  // Its own from the first: a server draws before settings are told.
  const mode = () => host.mode ?? launcher.mode
  const isPinned = () => props.isPinned === true && scope.parts.trigger === 0
  return (
    <div
      ref={setRoot}
      class={classes("cossistant", host.class, host.className)}
      style={isPinned() || mode() === "responsive" ? undefined : inFlow}
      lang={text.locale}
      data-slot="root"
      data-support-mode={mode()}
      data-size={launcher.size}
      data-pinned={isPinned() && mode() === "floating" ? "" : undefined}
      data-color-scheme={host.theme ?? (isDark() ? "dark" : undefined)}
    >
      {drawn()}
      <span class="co-hidden" role="status">
        {!launcher.isOpen && launcher.unreadCount > 0 && text("common.labels.unread", { count: launcher.unreadCount })}
      </span>
    </div>
  )
}

/** The element around a widget, with all that its parts share. Renders nothing for a blocked visitor. */
export const WidgetRoot = (props: RootProps): JSX.Element => {
  const { host } = props
  const widget = useWidget()
  useLayer(widget, "support", () => ({
    mode: host.mode,
    open: host.open,
    defaultOpen: host.defaultOpen,
    onOpenChange: host.onOpenChange,
    quickOptions: host.quickOptions,
    defaultMessages: host.defaultMessages
  }))
  useEventCallbacks(widget, host)
  onMount(() => host.ref?.(supportHandle(widget)))
  const launcher = useView(launcherView)
  const textOptions = useTextOptions(useSaid(), () => host.locale, () => host.content)
  const languages = useChunk(() => languageOf(tagsOf(textOptions())) === "en" ? null : loadLauncherText)
  const text = createMemo(() => createText({ ...textOptions(), dictionaries: languages() ?? launcherText }))
  const scope = makeScope({
    panelId: createUniqueId(),
    textOptions,
    get slots() {
      return host.slots
    },
    get slotProps() {
      return host.slotProps
    },
    get customPages() {
      return host.customPages
    }
  })
  return (
    <Show when={launcher.isVisible}>
      <SupportScopeContext.Provider value={scope}>
        <SpeechContext.Provider value={textOptions}>
          <TextContext.Provider value={{ text, isComplete: false }}>
            <Frame host={host} isPinned={props.isPinned}>{props.children}</Frame>
          </TextContext.Provider>
        </SpeechContext.Provider>
      </SupportScopeContext.Provider>
    </Show>
  )
}
