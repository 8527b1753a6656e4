import type { ToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { type Accessor, createComputed, createContext, onCleanup, useContext } from "solid-js"
import type { FeedbackHandle, FeedbackRootProps } from "./FeedbackProps.ts"

/** What the parts of one `Feedback` share; the fields may be getters. */
export interface FeedbackScope {
  readonly isOpen: boolean
  readonly handle: FeedbackHandle
  /** Lets one click on a trigger toggle once, whoever else toggles by it. */
  readonly guard: ToggleGuard
  readonly panelId: string
  readonly anchor: Accessor<HTMLElement | null>
  readonly setAnchor: (element: HTMLElement | null) => void
  readonly asked: Omit<FeedbackRootProps, "children">
  readonly parts: Readonly<Record<"trigger" | "content", number>>
  readonly addPart: (part: "trigger" | "content") => () => void
}

export const FeedbackScopeContext = /* @__PURE__ */ createContext<FeedbackScope>()

/** The `Feedback` around a part; throws outside one. */
export const useFeedbackScope = (): FeedbackScope => {
  const scope = useContext(FeedbackScopeContext)
  if (scope === undefined) throw new Error("This part lives in <Feedback> or <Feedback.Root>.")
  return scope
}

/** Says that the host has brought this part, while it is mounted. */
export const useFeedbackPart = (part: "trigger" | "content"): void => {
  const { addPart } = useFeedbackScope()
  createComputed(() => onCleanup(addPart(part)))
}

/** How to open and close the `Feedback` around; null outside one. */
export const useFeedbackHandle = (): FeedbackHandle | null => useContext(FeedbackScopeContext)?.handle ?? null
