import { fillScreen } from "@cossistant/core/dom/fillScreen"
import { holdFocus } from "@cossistant/core/dom/holdFocus"
import { placePanel } from "@cossistant/core/dom/placePanel"
import { directionOf } from "@cossistant/core/text/direction"
import { icons } from "@cossistant/core/theme/icons"
import { rareIcons } from "@cossistant/core/theme/rareIcons"
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react"
import { Icon } from "../Icon.tsx"
import { IconButton } from "../panel/IconButton.tsx"
import { classes } from "@cossistant/core/dom/slotAttributes"
import { TextContext } from "../TextContext.ts"
import { useSupportText } from "../useSupportText.ts"
import { FeedbackForm } from "./FeedbackForm.tsx"
import type { FeedbackContentProps } from "./FeedbackProps.ts"
import { useFeedbackScope } from "./FeedbackScope.ts"

/** The dialog with the form, or with thanks once it was sent. */
export const FeedbackPanel = ({ className, ...placement }: FeedbackContentProps): ReactElement => {
  const { anchor, handle, panelId } = useFeedbackScope()
  const text = useSupportText()
  const scope = useMemo(() => ({ text, isComplete: true }), [text])
  const panel = useRef<HTMLDivElement>(null)
  const [isSent, setSent] = useState(false)
  const { align, avoidCollisions, collisionPadding, side, sideOffset } = placement
  const padding = JSON.stringify(collisionPadding)
  useEffect(() => {
    if (panel.current === null || anchor.current === null) return
    return placePanel(anchor.current, panel.current, { side, align, sideOffset, avoidCollisions, collisionPadding })
  }, [anchor, side, align, sideOffset, avoidCollisions, padding])
  useEffect(() => panel.current === null ? undefined : holdFocus(panel.current, handle.close), [handle])
  useEffect(() => panel.current === null ? undefined : fillScreen(panel.current), [])
  return (
    <TextContext.Provider value={scope}>
      <div
        ref={panel}
        id={panelId}
        className={classes("co-panel co-feedback", className)}
        lang={text.locale}
        dir={directionOf(text.locale)}
        data-slot="feedback-content"
        data-state="open"
        role="dialog"
        aria-label={text("component.feedback.title")}
        tabIndex={-1}
      >
        <div className="co-header">
          <h2 className="co-title">{text("component.feedback.title")}</h2>
          <IconButton name={text("common.actions.close")} onClick={handle.close}><Icon path={icons.close} /></IconButton>
        </div>
        {!isSent ? <FeedbackForm onSent={() => setSent(true)} /> : (
          <div className="co-feedback-done" role="status">
            <Icon path={rareIcons.resolved} />
            <p className="co-title">{text("component.feedback.successTitle")}</p>
            <p>{text("component.feedback.successDescription")}</p>
            <button type="button" className="co-button" onClick={() => setSent(false)}>{text("component.feedback.another")}</button>
            <button type="button" className="co-button" data-variant="primary" onClick={handle.close}>{text("common.actions.done")}</button>
          </div>
        )}
      </div>
    </TextContext.Provider>
  )
}
