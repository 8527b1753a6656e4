import { fitKeyboard } from "@cossistant/core/dom/fitKeyboard"
import { focusPage, holdFocus } from "@cossistant/core/dom/holdFocus"
import { placePanel, type Placement } from "@cossistant/core/dom/placePanel"
import { createText, type TextOptions } from "@cossistant/core/text/createText"
import { dictionaries } from "@cossistant/core/text/dictionaries"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement, type RefObject, useEffect, useMemo, useRef, useState } from "react"
import { TextContext } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { Header } from "./Header.tsx"
import { Page } from "./Page.tsx"

interface PanelProps {
  readonly id: string
  readonly className: string | undefined
  readonly anchor: RefObject<HTMLElement | null>
  readonly placement: Placement
  readonly textOptions: Omit<TextOptions, "dictionaries">
}

/** The dialog that holds the pages. It stays mounted once opened, so that closing it loses nothing. */
export const Panel = ({ anchor, className, id, placement, textOptions }: PanelProps): ReactElement => {
  const widget = useWidget()
  const { isOpen, mode } = useView(launcherView)
  const { navigation, website } = useView(shellView)
  const panel = useRef<HTMLDivElement>(null)
  const [isRaised, setRaised] = useState(false)
  const text = useMemo(() => createText({ ...textOptions, dictionaries }), [textOptions])
  const isFloating = mode === "floating"
  const { align, avoidCollisions, collisionPadding, side, sideOffset } = placement
  const padding = JSON.stringify(collisionPadding)

  useEffect(() => {
    if (!isOpen || !isFloating || panel.current === null || anchor.current === null) return
    const ends = [
      placePanel(anchor.current, panel.current, { side, align, sideOffset, avoidCollisions, collisionPadding }),
      fitKeyboard(panel.current)
    ]
    return () => ends.forEach((end) => end())
  }, [isOpen, isFloating, anchor, side, align, sideOffset, avoidCollisions, padding])
  useEffect(() => {
    if (isOpen && isFloating && panel.current !== null) return holdFocus(panel.current, widget.close)
  }, [isOpen, isFloating, widget])
  const place = JSON.stringify(navigation)
  useEffect(() => {
    setRaised(false)
    if (isOpen && isFloating && panel.current !== null) focusPage(panel.current)
  }, [place])

  return (
    <TextContext.Provider value={text}>
      <div
        ref={panel}
        id={id}
        className={`co-panel ${className ?? ""}`}
        data-slot="content"
        data-support-mode={mode}
        data-state={isOpen ? "open" : "closed"}
        role={isFloating ? "dialog" : "region"}
        aria-label={website?.name ?? text("common.labels.support")}
        tabIndex={-1}
      >
        <Header isRaised={isRaised} />
        <ConnectionNotice />
        <Page onRaised={setRaised} />
      </div>
    </TextContext.Provider>
  )
}
