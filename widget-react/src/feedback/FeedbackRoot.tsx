import { followScheme } from "@cossistant/core/dom/hostScheme"
import { makeToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { launcherView } from "@cossistant/core/widget/launcherView"
import {
  type CSSProperties, forwardRef, type ReactElement, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState
} from "react"
import { classes } from "@cossistant/core/dom/slotAttributes"
import { useStable } from "../useStable.ts"
import { SpeechContext, useSaid, useTextOptions } from "../useTextOptions.ts"
import { useView } from "../useView.ts"
import type { FeedbackHandle, FeedbackRootProps } from "./FeedbackProps.ts"
import { FeedbackScopeContext } from "./FeedbackScope.ts"

const inFlow: CSSProperties = { position: "relative", inset: "auto" }

/** The element around a feedback form, which shares what is asked and whether it is open with its parts. */
export const FeedbackRoot = forwardRef<FeedbackHandle, FeedbackRootProps>(({ children, content, locale, ...props }, ref): ReactElement | null => {
  const { isVisible } = useView(launcherView)
  const [own, setOwn] = useState(props.defaultOpen ?? false)
  const [parts, setParts] = useState({ trigger: 0, content: 0 })
  const [isDark, setDark] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const anchor = useRef<HTMLButtonElement>(null)
  const panelId = useId()
  const speech = useTextOptions(useSaid(), locale, content)
  const isOpen = props.open ?? own
  const asked = useStable(props)
  const latest = useRef({ isOpen, props })
  useEffect(() => {
    latest.current = { isOpen, props }
  })
  const { guard, handle } = useMemo(() => {
    const setOpen = (open: boolean) => {
      const { props } = latest.current
      if (props.open === undefined) {
        setOwn(open)
        // Whoever toggles by the same click has to see it.
        latest.current = { isOpen: open, props }
      }
      props.onOpenChange?.(open)
    }
    const handle: FeedbackHandle = { open: () => setOpen(true), close: () => setOpen(false), toggle: () => setOpen(!latest.current.isOpen) }
    return { handle, guard: makeToggleGuard(() => latest.current.isOpen, handle.toggle) }
  }, [])
  const addPart = useCallback((part: "trigger" | "content") => {
    const add = (count: number) => setParts((known) => ({ ...known, [part]: known[part] + count }))
    add(1)
    return () => add(-1)
  }, [])
  const scope = useMemo(() => ({ addPart, anchor, asked, guard, handle, isOpen, panelId, parts }), [addPart, asked, guard, handle, isOpen, panelId, parts])
  useImperativeHandle(ref, () => handle, [handle])
  useEffect(() => {
    if (root.current !== null) return followScheme(root.current, setDark)
  }, [isVisible])

  if (!isVisible) return null
  return (
    <FeedbackScopeContext.Provider value={scope}>
      <SpeechContext.Provider value={speech}>
        <div
          ref={root}
          className={classes("cossistant", props.className)}
          style={inFlow}
          data-slot="feedback"
          data-support-mode="floating"
          data-color-scheme={props.theme ?? (isDark ? "dark" : undefined)}
        >
          {children}
        </div>
      </SpeechContext.Provider>
    </FeedbackScopeContext.Provider>
  )
})
