import type { ToggleGuard } from "@cossistant/core/primitives/oneToggle"
import { createContext, type RefObject, useContext } from "react"
import type { FeedbackHandle, FeedbackRootProps } from "./FeedbackProps.ts"

/** What the parts of one `Feedback` share. */
export interface FeedbackScope {
  readonly isOpen: boolean
  readonly handle: FeedbackHandle
  /** Lets one click on a trigger toggle once, whoever else toggles by it. */
  readonly guard: ToggleGuard
  readonly panelId: string
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly asked: Omit<FeedbackRootProps, "children">
  readonly parts: Readonly<Record<"trigger" | "content", number>>
  readonly addPart: (part: "trigger" | "content") => () => void
}

export const FeedbackScopeContext = createContext<FeedbackScope | null>(null)

/** The `Feedback` around a part; throws outside one. */
export const useFeedbackScope = (): FeedbackScope => {
  const scope = useContext(FeedbackScopeContext)
  if (scope === null) throw new Error("This part lives in <Feedback> or <Feedback.Root>.")
  return scope
}

/** How to open and close the `Feedback` around; null outside one. */
export const useFeedbackHandle = (): FeedbackHandle | null => useContext(FeedbackScopeContext)?.handle ?? null
