import { fillScreen } from "@cossistant/core/dom/fillScreen"
import { focusPage, holdFocus } from "@cossistant/core/dom/holdFocus"
import { keepFocus } from "@cossistant/core/dom/keepFocus"
import { placePanel } from "@cossistant/core/dom/placePanel"
import { triggerOf } from "@cossistant/core/dom/triggerOf"
import { createText } from "@cossistant/core/text/createText"
import { dictionariesFor, heldDictionaries } from "@cossistant/core/text/plainDictionaries"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { children, createEffect, createMemo, createSignal, type JSX, onCleanup, Show, untrack } from "solid-js"
import { classOf } from "../ClassName.ts"
import type { SupportContentProps } from "../SupportProps.ts"
import { PanelContext, useScope } from "../SupportScope.ts"
import { TextContext } from "../TextContext.ts"
import { useChunk } from "../useChunk.ts"
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

/** The host's content, or every page. Read first: a header among it takes the built-in one's place. */
const Inside = (props: { readonly children: JSX.Element }): JSX.Element => {
  const scope = useScope()
  const given = children(() => props.children)
  return (
    <>
      <Show when={scope.parts.header === 0}><Header /></Show>
      <Notice />
      {given() ?? <Router />}
    </>
  )
}

/** The dialog that holds the pages. It stays mounted once opened, so that closing it loses nothing. */
export const Panel = (props: SupportContentProps): JSX.Element => {
  const widget = useWidget()
  const scope = useScope()
  const launcher = useView(launcherView)
  const shell = useView(shellView)
  const takeGiven = usePart("content", () => classOf(props, { isOpen: launcher.isOpen, mode: launcher.mode }))
  const [panel, setPanel] = createSignal<HTMLElement>()
  const [isRaised, setRaised] = createSignal(false)
  const languages = createMemo(() => [scope.textOptions().locale, ...scope.textOptions().languages])
  const loaded = useChunk(() => launcher.isOpen ? dictionariesFor(languages()) : null)
  const text = createMemo(() => createText({ ...scope.textOptions(), dictionaries: loaded() ?? heldDictionaries(languages()) }))
  const isFloating = () => launcher.mode === "floating"
  const opened = createMemo(() => launcher.isOpen && isFloating() ? panel() : undefined)

  createEffect(() => {
    const element = opened()
    const trigger = element && triggerOf(element, scope.anchor())
    if (!element || !trigger) return
    const { align, avoidCollisions, collisionPadding, side, sideOffset } = props
    onCleanup(placePanel(trigger, element, { side, align, sideOffset, avoidCollisions, collisionPadding }))
    onCleanup(fillScreen(element))
  })
  createEffect(() => {
    const element = opened()
    if (element) onCleanup(holdFocus(element, widget.close))
  })
  const place = createMemo(() => JSON.stringify(shell.navigation))
  createEffect<string>((before) => {
    if (before !== undefined && before !== place()) untrack(() => {
      setRaised(false)
      const element = opened()
      // The page itself hears of the change after the panel: it is drawn when this task ends.
      if (element) queueMicrotask(() => focusPage(element))
    })
    return place()
  })

  return (
    <TextContext.Provider value={{ text, isComplete: true }}>
      <PanelContext.Provider value={panelTools}>
        <RaisedContext.Provider value={{ isRaised, onRaised: setRaised }}>
          <div
            ref={(element) => {
              setPanel(element)
              keepFocus(element)
              takeGiven(element)
            }}
            id={scope.panelId}
            class="co-panel"
            data-slot="content"
            data-page={shell.navigation.page}
            data-support-mode={launcher.mode}
            data-state={launcher.isOpen ? "open" : "closed"}
            data-size={launcher.size}
            role={isFloating() ? "dialog" : "region"}
            aria-label={shell.website?.name ?? text()("common.labels.support")}
            tabIndex={-1}
          >
            <Inside>{props.children}</Inside>
          </div>
        </RaisedContext.Provider>
      </PanelContext.Provider>
    </TextContext.Provider>
  )
}
