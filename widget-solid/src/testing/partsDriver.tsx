import type { PartsDriver } from "@cossistant/core/suite/parts/stage"
import { createSignal, type JSX, onCleanup, onMount, useContext } from "solid-js"
import { render } from "solid-js/web"
import { Feedback, useFeedbackHandle } from "../feedback.ts"
import * as hooks from "../hooks.ts"
import * as internal from "../internal/hooks.ts"
import * as Primitives from "../primitives.ts"
import { SupportContext, useSupport } from "../provider.ts"
import * as realtime from "../realtime.ts"
import { SupportProvider } from "../SupportProvider.tsx"
import * as support from "../support.ts"
import { useSupportController } from "../useSupportController.ts"
import { useVisitor } from "../useVisitor.ts"

type PartName = keyof typeof Primitives | "Feedback" | "FeedbackTrigger" | "RealtimeProvider" | "Support" | "SupportContextProvider" | "SupportRealtimeProvider" | "WebSocketProvider"

/** Draws the shared suites with Solid. */
export const partsDriver: PartsDriver<PartName> = {
  mount: (element) => {
    let dispose = () => {}
    return {
      draw: (code) => {
        dispose()
        dispose = render(code as () => JSX.Element, element) // Solid's compiler has read it
      },
      unmount: () => dispose()
    }
  },
  signal: (initial) => {
    const [get, set] = createSignal(initial)
    return [get, (value) => void set(() => value)]
  },
  whileMounted: (begin) => onMount(() => {
    const end = begin()
    if (end !== undefined) onCleanup(end)
  }),
  options: (make) => make as never, // Solid's hooks take a function that makes them
  read: (value) => typeof value === "function" ? (value as () => never)() : value, // an accessor, where it isn't an object
  hooks: {
    ...hooks, ...internal, ...realtime, ...support, useFeedbackHandle, useSupport, useSupportController, useVisitor, useSupportContext: () => useContext(SupportContext) ?? null
  } as never, // by their names; their types are this renderer's contract
  parts: {
    ...Primitives, ...realtime, Feedback, FeedbackTrigger: Feedback.Trigger, Support: support.Support, SupportContextProvider: SupportContext.Provider, WebSocketProvider: support.WebSocketProvider
  } as never, // components by their names; their props are the suites' matter
  SupportProvider: SupportProvider as never // the same
}
