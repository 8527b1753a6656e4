import { followScheme } from "@cossistant/core/dom/hostScheme"
import { launcherView } from "@cossistant/core/widget/launcherView"
import {
  type CSSProperties, forwardRef, type ReactElement, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState
} from "react"
import type { SupportHandle } from "@cossistant/types"
import { createText } from "@cossistant/core/text/createText"
import { languageOf, loadLauncherText } from "@cossistant/core/text/languages"
import { launcherText } from "@cossistant/core/text/launcherText"
import { classes } from "@cossistant/core/dom/slotAttributes"
import type { SupportRootProps } from "./SupportProps.ts"
import { SupportScopeContext } from "./SupportScope.ts"
import { TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { useEventCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { useScopeState } from "./useScopeState.ts"
import { useStable } from "./useStable.ts"
import { SpeechContext, tagsOf, useSaid, useTextOptions } from "./useTextOptions.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

interface RootProps extends SupportRootProps {
  /** Has a trigger of its own, which stands in the page's corner unless the host brings another. */
  readonly isPinned?: boolean
}

/** In the flow of the page, as the trigger of the host's own is. */
const inFlow: CSSProperties = { position: "relative", inset: "auto" }

const none = {}

const Root = (props: RootProps, ref: Ref<SupportHandle>): ReactElement | null => {
  const widget = useWidget()
  const { isOpen, isVisible, mode: said, size, unreadCount } = useView(launcherView)
  // Its own from the first: a server draws before settings are told.
  const mode = props.mode ?? said
  const root = useRef<HTMLDivElement>(null)
  const anchor = useRef<HTMLElement>(null)
  const panelId = useId()
  const [isDark, setDark] = useState(false)
  const textOptions = useTextOptions(useSaid(), props.locale, props.content)
  const dictionaries = useChunk(loadLauncherText, languageOf(tagsOf(textOptions)) !== "en") ?? launcherText
  const text = useMemo(() => ({ text: createText({ ...textOptions, dictionaries }), isComplete: false }), [dictionaries, textOptions])
  const { addPage, addPart, pages, parts } = useScopeState(props.customPages)
  const slots = useStable(props.slots ?? none)
  const slotProps = useStable(props.slotProps ?? none)
  const scope = useMemo(
    () => ({ addPage, addPart, anchor, pages, panelId, parts, slotProps, slots, textOptions }),
    [addPage, addPart, pages, panelId, parts, slotProps, slots, textOptions]
  )

  useLayer(widget, "support", {
    mode: props.mode,
    open: props.open,
    defaultOpen: props.defaultOpen,
    onOpenChange: props.onOpenChange,
    quickOptions: props.quickOptions,
    defaultMessages: props.defaultMessages
  })
  useEventCallbacks(widget, props)
  useImperativeHandle(ref, () => widget, [widget])
  useEffect(() => {
    if (root.current !== null) return followScheme(root.current, setDark)
  }, [isVisible])

  if (!isVisible) return null
  const isPinned = props.isPinned === true && parts.trigger === 0
  return (
    <SupportScopeContext.Provider value={scope}>
      <SpeechContext.Provider value={textOptions}>
        <TextContext.Provider value={text}>
          <div
            ref={root}
            className={classes("cossistant", props.className)}
            style={isPinned || mode === "responsive" ? undefined : inFlow}
            lang={text.text.locale}
            data-slot="root"
            data-support-mode={mode}
            data-size={size}
            data-pinned={isPinned && mode === "floating" ? "" : undefined}
            data-color-scheme={props.theme ?? (isDark ? "dark" : undefined)}
          >
            {props.children}
            <span className="co-hidden" role="status">{!isOpen && unreadCount > 0 && text.text("common.labels.unread", { count: unreadCount })}</span>
          </div>
        </TextContext.Provider>
      </SpeechContext.Provider>
    </SupportScopeContext.Provider>
  )
}

/** The element around a widget, with all that its parts share. */
export const WidgetRoot = forwardRef<SupportHandle, RootProps>(Root)
