"use client"
import { followScheme } from "@cossistant/core/dom/hostScheme"
import { createText } from "@cossistant/core/text/createText"
import { launcherText } from "@cossistant/core/text/launcherText"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { forwardRef, type ReactElement, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from "react"
import { Launcher } from "./Launcher.tsx"
import { TextContext } from "./TextContext.ts"
import type { SupportHandle, SupportProps } from "./SupportProps.ts"
import { useEventCallbacks } from "./useEventCallbacks.ts"
import { useLayer } from "./useLayer.ts"
import { usePanel } from "./usePanel.ts"
import { useTextOptions } from "./useTextOptions.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

const Widget = (props: SupportProps, ref: Ref<SupportHandle>): ReactElement | null => {
  const widget = useWidget()
  const { isOpen, isVisible, mode, size } = useView(launcherView)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const panelId = useId()
  const [isDark, setDark] = useState(false)
  const { Panel, preload } = usePanel(isOpen)
  const options = useTextOptions(props.locale, props.content)
  const text = useMemo(() => createText({ ...options, dictionaries: launcherText }), [options])

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
  const scheme = props.theme ?? (isDark ? "dark" : undefined)
  return (
    <TextContext.Provider value={text}>
      <div
        ref={root}
        className={`cossistant ${props.className ?? ""}`}
        lang={text.locale}
        data-slot="root"
        data-support-mode={mode}
        data-size={size}
        data-color-scheme={scheme}
      >
        {mode === "floating" && (
          <Launcher buttonRef={trigger} className={props.classNames?.trigger} panelId={panelId} onApproach={preload} />
        )}
        {Panel !== null && (
          <Panel id={panelId} className={props.classNames?.content} anchor={trigger} placement={props} textOptions={options} />
        )}
      </div>
    </TextContext.Provider>
  )
}

/**
 * The support widget: a launcher in the page's corner and the panel it opens. Follows the page's colours, or `theme`.
 * A ref gives a `SupportHandle`. Renders nothing for a blocked visitor. Lives under `SupportProvider`.
 */
export const Support = forwardRef<SupportHandle, SupportProps>(Widget)
