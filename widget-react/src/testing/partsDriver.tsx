import { createBy, Fragment as NeutralFragment } from "@cossistant/core/suite/jsx/jsx-runtime"
import type { PartsDriver } from "@cossistant/core/suite/parts/stage"
import { createElement, type ElementType, Fragment, type ReactNode, StrictMode, useContext, useEffect, useLayoutEffect, useReducer } from "react"
import { flushSync } from "react-dom"
import { createRoot } from "react-dom/client"
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

createBy((type, { children, ...props }, key, isStatic) => createElement(
  (type === NeutralFragment ? Fragment : type) as ElementType<Record<string, unknown>>, // one of React's
  key === undefined ? props : { ...props, key },
  ...(isStatic ? children as ReadonlyArray<ReactNode> : children === undefined ? [] : [children as ReactNode]) // made here
))

const listeners = new Set<() => void>()

const Root = ({ code }: { readonly code: () => unknown }): ReactNode => {
  const [, again] = useReducer((count: number) => count + 1, 0)
  useLayoutEffect(() => {
    listeners.add(again)
    return () => void listeners.delete(again)
  }, [])
  return code() as ReactNode // made here
}

type PartName = keyof typeof Primitives | "Feedback" | "FeedbackTrigger" | "RealtimeProvider" | "Support" | "SupportContextProvider" | "SupportRealtimeProvider" | "WebSocketProvider"

/** Draws the shared suites with React, in strict mode. */
export const partsDriver: PartsDriver<PartName> = {
  mount: (element) => {
    const root = createRoot(element)
    let draws = 0
    return {
      draw: (code) => {
        draws++
        flushSync(() => root.render(<StrictMode><Root key={draws} code={code} /></StrictMode>))
      },
      unmount: () => flushSync(() => root.unmount())
    }
  },
  signal: (initial) => {
    let value = initial
    return [() => value, (next) => {
      value = next
      flushSync(() => listeners.forEach((listener) => listener()))
    }]
  },
  whileMounted: (begin) => useEffect(begin, []),
  options: (make) => make(),
  read: (value) => value,
  hooks: {
    ...hooks, ...internal, ...realtime, ...support, useFeedbackHandle, useSupport, useSupportController, useVisitor, useSupportContext: () => useContext(SupportContext)
  } as never, // by their names; their types are this renderer's contract
  parts: {
    ...Primitives, ...realtime, Feedback, FeedbackTrigger: Feedback.Trigger, Support: support.Support, SupportContextProvider: SupportContext.Provider, WebSocketProvider: support.WebSocketProvider
  } as never, // components by their names; their props are the suites' matter
  SupportProvider: SupportProvider as never // the same
}
