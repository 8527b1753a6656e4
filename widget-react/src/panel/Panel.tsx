import { fillScreen } from "@cossistant/core/dom/fillScreen"
import { focusPage, holdFocus } from "@cossistant/core/dom/holdFocus"
import { keepFocus } from "@cossistant/core/dom/keepFocus"
import { placePanel } from "@cossistant/core/dom/placePanel"
import { triggerOf } from "@cossistant/core/dom/triggerOf"
import { createText } from "@cossistant/core/text/createText"
import { dictionariesFor, heldDictionaries } from "@cossistant/core/text/plainDictionaries"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react"
import type { SupportContentProps } from "../SupportProps.ts"
import { PanelContext, useScope } from "../SupportScope.ts"
import { TextContext } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
import { useLayoutEffect } from "../useLayoutEffect.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { Header } from "./Header.tsx"
import { Notice } from "./Notice.tsx"
import { panelTools } from "./panelTools.ts"
import { RaisedContext } from "./RaisedContext.ts"
import { Router } from "./Router.tsx"
import { usePart } from "./usePart.ts"

// The panel is of no use without the engine's second half: what both need then comes with it.
export { makePanel } from "@cossistant/core/widget/panel"

/** The dialog that holds the pages. It stays mounted once opened, so that closing it loses nothing. */
export const Panel = ({ children, className, ...placement }: SupportContentProps): ReactElement => {
  const widget = useWidget()
  const { anchor, panelId, parts, textOptions } = useScope()
  const { attributes, classNames } = usePart("content")
  const { isOpen, mode, size } = useView(launcherView)
  const { navigation, website } = useView(shellView)
  const panel = useRef<HTMLDivElement>(null)
  const [isRaised, setRaised] = useState(false)
  const raised = useMemo(() => ({ isRaised, onRaised: setRaised }), [isRaised])
  const languages = [textOptions.locale, ...textOptions.languages]
  const dictionaries = useChunk(dictionariesFor(languages), isOpen) ?? heldDictionaries(languages)
  const scope = useMemo(() => ({ text: createText({ ...textOptions, dictionaries }), isComplete: true }), [textOptions, dictionaries])
  const { text } = scope
  const isFloating = mode === "floating"
  const { align, avoidCollisions, collisionPadding, side, sideOffset } = placement
  const padding = JSON.stringify(collisionPadding)

  // Before the panel is painted: it never jumps, and its layout is worked out once.
  useLayoutEffect(() => {
    const trigger = panel.current && triggerOf(panel.current, anchor.current)
    if (!isOpen || !isFloating || panel.current === null || trigger === null) return
    const stopPlacing = placePanel(trigger, panel.current, { side, align, sideOffset, avoidCollisions, collisionPadding })
    const stopFitting = fillScreen(panel.current)
    return () => (stopPlacing(), stopFitting())
  }, [isOpen, isFloating, anchor, side, align, sideOffset, avoidCollisions, padding])
  const letGo = useRef<() => void>(undefined)
  useLayoutEffect(() => {
    letGo.current = isOpen && isFloating && panel.current !== null ? holdFocus(panel.current, widget.close) : undefined
  }, [isOpen, isFloating, widget])
  // Given back after it: while it draws, React puts the keyboard back to where it was.
  useEffect(() => letGo.current, [isOpen, isFloating, widget])
  useEffect(() => {
    if (panel.current !== null) keepFocus(panel.current)
  }, [])
  const place = JSON.stringify(navigation)
  useLayoutEffect(() => {
    setRaised(false)
    if (isOpen && isFloating && panel.current !== null) focusPage(panel.current)
  }, [place])

  return (
    <TextContext.Provider value={scope}>
      <PanelContext.Provider value={panelTools}>
        <RaisedContext.Provider value={raised}>
          <div
            {...attributes}
            ref={panel}
            id={panelId}
            className={classNames("co-panel", typeof className === "function" ? className({ isOpen, mode }) : className)}
            data-slot="content"
            data-page={navigation.page}
            data-support-mode={mode}
            data-state={isOpen ? "open" : "closed"}
            data-size={size}
            role={isFloating ? "dialog" : "region"}
            aria-label={website?.name ?? text("common.labels.support")}
            tabIndex={-1}
          >
            {parts.header === 0 && <Header />}
            <Notice />
            {children ?? <Router />}
          </div>
        </RaisedContext.Provider>
      </PanelContext.Provider>
    </TextContext.Provider>
  )
}
