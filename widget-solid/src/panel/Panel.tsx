import { fitKeyboard } from "@cossistant/core/dom/fitKeyboard"
import { focusPage, holdFocus } from "@cossistant/core/dom/holdFocus"
import { placePanel, type Placement } from "@cossistant/core/dom/placePanel"
import { createText, type TextOptions } from "@cossistant/core/text/createText"
import { dictionariesFor, heldDictionaries } from "@cossistant/core/text/dictionaries"
import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup } from "solid-js"
import { TextContext } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConnectionNotice } from "./ConnectionNotice.tsx"
import { Header } from "./Header.tsx"
import { Page } from "./Page.tsx"

interface PanelProps {
  readonly id: string
  readonly class: string | undefined
  readonly anchor: HTMLElement | undefined
  readonly placement: Placement
  readonly textOptions: Omit<TextOptions, "dictionaries">
}

/** The dialog that holds the pages. It stays mounted once opened, so that closing it loses nothing. */
export const Panel = (props: PanelProps): JSX.Element => {
  const widget = useWidget()
  const launcher = useView(launcherView)
  const shell = useView(shellView)
  const [panel, setPanel] = createSignal<HTMLElement>()
  const [isRaised, setRaised] = createSignal(false)
  const languages = createMemo(() => [props.textOptions.locale, ...props.textOptions.languages])
  const [loads, setLoads] = createSignal(0)
  // What can't be fetched now is asked for again at the next opening.
  createEffect(() => launcher.isOpen && dictionariesFor(languages())().then(() => setLoads((count) => count + 1), () => {}))
  const dictionaries = createMemo(() => (loads(), heldDictionaries(languages())))
  const text = createMemo(() => createText({ ...props.textOptions, dictionaries: dictionaries() }))
  const isFloating = () => launcher.mode === "floating"
  const opened = () => launcher.isOpen && isFloating() ? panel() : undefined

  createEffect(() => {
    const element = opened()
    if (element === undefined || props.anchor === undefined) return
    const { align, avoidCollisions, collisionPadding, side, sideOffset } = props.placement
    onCleanup(placePanel(props.anchor, element, { side, align, sideOffset, avoidCollisions, collisionPadding }))
    onCleanup(fitKeyboard(element))
  })
  createEffect(() => {
    const element = opened()
    if (element !== undefined) onCleanup(holdFocus(element, widget.close))
  })
  createEffect(on(() => JSON.stringify(shell.navigation), () => {
    setRaised(false)
    const element = opened()
    // The page itself hears of the change after the panel: it is drawn when this task ends.
    if (element !== undefined) queueMicrotask(() => focusPage(element))
  }, { defer: true }))

  return (
    <TextContext.Provider value={text}>
      <div
        ref={setPanel}
        id={props.id}
        class={`co-panel ${props.class ?? ""}`}
        data-slot="content"
        data-support-mode={launcher.mode}
        data-state={launcher.isOpen ? "open" : "closed"}
        role={isFloating() ? "dialog" : "region"}
        aria-label={shell.website?.name ?? text()("common.labels.support")}
        tabIndex={-1}
      >
        <Header isRaised={isRaised()} />
        <ConnectionNotice />
        <Page onRaised={setRaised} />
      </div>
    </TextContext.Provider>
  )
}
