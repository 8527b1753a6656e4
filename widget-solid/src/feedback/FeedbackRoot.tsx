import { followScheme } from "@cossistant/core/dom/hostScheme"
import { classes } from "@cossistant/core/dom/slotAttributes"
import { makeToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { createEffect, createSignal, createUniqueId, type JSX, onCleanup, onMount, Show, untrack } from "solid-js"
import { SpeechContext, useSaid, useTextOptions } from "../useTextOptions.ts"
import { useView } from "../useView.ts"
import type { FeedbackHandle, FeedbackRootProps } from "./FeedbackProps.ts"
import { type FeedbackScope, FeedbackScopeContext } from "./FeedbackScope.ts"

const inFlow: JSX.CSSProperties = { position: "relative", inset: "auto" }

/** The element around a feedback form, which shares what is asked and whether it is open with its parts. */
export const FeedbackRoot = (props: FeedbackRootProps): JSX.Element => {
  const launcher = useView(launcherView)
  const [own, setOwn] = createSignal(untrack(() => props.defaultOpen) ?? false)
  const [parts, setParts] = createSignal<FeedbackScope["parts"]>({ trigger: 0, content: 0 })
  const [isDark, setDark] = createSignal(false)
  const [root, setRoot] = createSignal<HTMLElement>()
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null)
  const speech = useTextOptions(useSaid(), () => props.locale, () => props.content)
  const isOpen = () => props.open ?? own()
  const setOpen = (open: boolean) => {
    if (props.open === undefined) setOwn(open)
    props.onOpenChange?.(open)
  }
  const handle: FeedbackHandle = { open: () => setOpen(true), close: () => setOpen(false), toggle: () => setOpen(!isOpen()) }
  const scope: FeedbackScope = {
    handle,
    guard: makeToggleGuard(isOpen, handle.toggle),
    anchor,
    setAnchor,
    asked: props,
    panelId: createUniqueId(),
    get isOpen() {
      return isOpen()
    },
    get parts() {
      return parts()
    },
    addPart: (part) => {
      const add = (count: number) => setParts((known) => ({ ...known, [part]: known[part] + count }))
      add(1)
      return () => add(-1)
    }
  }
  onMount(() => props.ref?.(handle))
  createEffect(() => {
    const element = root()
    if (element !== undefined) onCleanup(followScheme(element, setDark))
  })
  return (
    <Show when={launcher.isVisible}>
      <FeedbackScopeContext.Provider value={scope}>
        <SpeechContext.Provider value={speech}>
          <div
            ref={setRoot}
            class={classes("cossistant", props.class, props.className)}
            style={inFlow}
            data-slot="feedback"
            data-support-mode="floating"
            data-color-scheme={props.theme ?? (isDark() ? "dark" : undefined)}
          >
            {props.children}
          </div>
        </SpeechContext.Provider>
      </FeedbackScopeContext.Provider>
    </Show>
  )
}
