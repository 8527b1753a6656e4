import { type ForwardedRef, forwardRef, type ReactElement, useContext, useState } from "react"
import { SupportProvider } from "../SupportProvider.tsx"
import { useChunk } from "../useChunk.ts"
import { useSpoken } from "../useSpoken.ts"
import { useLayoutEffect } from "../useLayoutEffect.ts"
import { WidgetContext } from "../WidgetContext.ts"
import type { FeedbackContentProps, FeedbackHandle, FeedbackProps, FeedbackRootProps } from "./FeedbackProps.ts"
import { FeedbackRoot } from "./FeedbackRoot.tsx"
import { useFeedbackScope } from "./FeedbackScope.ts"
import { FeedbackTrigger, TriggerButton } from "./FeedbackTrigger.tsx"

const loadPanel = () => import("./FeedbackPanel.tsx")

/** The form's place, from when it is first opened and its sentences are here. */
const PanelPlace = (props: FeedbackContentProps): ReactElement | null => {
  const { isOpen } = useFeedbackScope()
  const Panel = useChunk(loadPanel, isOpen)?.FeedbackPanel
  const isSpoken = useSpoken(isOpen)
  // Closed it is gone, and with it what was written: it opens empty.
  return Panel === undefined || !isOpen || !isSpoken ? null : <Panel {...props} />
}

/** The form, beside the trigger. Lives in `Feedback` or `Feedback.Root`. */
const FeedbackContent = (props: FeedbackContentProps): ReactElement => {
  const { addPart } = useFeedbackScope()
  useLayoutEffect(() => addPart("content"), [addPart])
  return <PanelPlace {...props} />
}

const Parts = ({ children, classNames, ...placement }: Omit<FeedbackProps, keyof FeedbackRootProps> & Pick<FeedbackProps, "children">): ReactElement => {
  const { parts } = useFeedbackScope()
  // Children say what they are once they are mounted, before anything is painted.
  const [isSettled, settle] = useState(children === undefined)
  useLayoutEffect(() => settle(true), [])
  return (
    <>
      {children}
      {isSettled && parts.trigger === 0 && (
        <TriggerButton className={(state) => `co-button ${typeof classNames?.trigger === "function" ? classNames.trigger(state) ?? "" : classNames?.trigger ?? ""}`} />
      )}
      {isSettled && parts.content === 0 && <PanelPlace {...placement} className={classNames?.content} />}
    </>
  )
}

const provided = (form: ReactElement, isProvided: boolean): ReactElement => isProvided ? form : <SupportProvider>{form}</SupportProvider>

const Whole = (
  { align, avoidCollisions, children, classNames, collisionPadding, side, sideOffset, ...root }: FeedbackProps,
  ref: ForwardedRef<FeedbackHandle>
): ReactElement =>
  provided(
    <FeedbackRoot {...root} ref={ref}>
      <Parts {...{ align, avoidCollisions, classNames, collisionPadding, side, sideOffset }}>{children}</Parts>
    </FeedbackRoot>,
    useContext(WidgetContext) !== null
  )

const Own = (props: FeedbackRootProps, ref: ForwardedRef<FeedbackHandle>): ReactElement =>
  provided(<FeedbackRoot {...props} ref={ref} />, useContext(WidgetContext) !== null)

/**
 * Asks what people think, on its own: a rating, a topic if there are any to choose from, a comment. Stands in the flow of
 * the page. Children (`Feedback.Trigger`, `Feedback.Content`) stand in for built-in parts. A ref gives a
 * `FeedbackHandle`. Renders nothing for a blocked visitor. Lives under `SupportProvider`, or brings its own.
 */
export const Feedback = /* @__PURE__ */ Object.assign(forwardRef<FeedbackHandle, FeedbackProps>(Whole), {
  Root: forwardRef<FeedbackHandle, FeedbackRootProps>(Own),
  Trigger: FeedbackTrigger,
  Content: FeedbackContent
})
