import type { Placement } from "@cossistant/core/dom/placePanel"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { ButtonHTMLAttributes, ReactNode } from "react"
import type { ClassName } from "../primitives/renderElement.tsx"
import type { SupportLocale } from "../SupportLocale.ts"

/** What a trigger of the host's own is given. */
export interface FeedbackTriggerRenderProps {
  isOpen: boolean
  toggle: () => void
}

export interface FeedbackHandle {
  open: () => void
  close: () => void
  toggle: () => void
}

/** What is asked, and how it stands. */
export interface FeedbackRootProps {
  children?: ReactNode
  /** On the element around it all. */
  className?: string | undefined
  /** Forces a colour scheme; else the page's is followed. */
  theme?: "light" | "dark" | undefined
  /** A language tag, or a name of your own that `content` has sentences for. Default: the provider's, the visitor's, then the browser's. */
  locale?: SupportLocale | undefined
  /** Sentences of your own, by text key. */
  content?: SupportTextContentOverrides | undefined
  /** Makes it controlled. */
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  defaultOpen?: boolean | undefined
  /** The conversation it is about. */
  conversationId?: string | undefined
  /** Why it is asked, such as `churn-survey`. */
  trigger?: string | undefined
  /** Things to choose from, which makes a choice required; empty ones and repetitions are left out. */
  topics?: ReadonlyArray<string> | undefined
  /** One of `topics`; any other is ignored, and the developer of the page is told in the console. */
  defaultTopic?: string | undefined
  topicPlaceholder?: string | undefined
  commentPlaceholder?: string | undefined
  /** Default false. */
  commentRequired?: boolean | undefined
}

export interface FeedbackProps extends FeedbackRootProps, Placement {
  classNames?: {
    readonly trigger?: ClassName<FeedbackTriggerRenderProps> | undefined
    readonly content?: string | undefined
  } | undefined
}

export interface FeedbackTriggerProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "className"> {
  children?: ReactNode | ((state: FeedbackTriggerRenderProps) => ReactNode)
  /** Renders the one child in place of a button. */
  asChild?: boolean | undefined
  className?: ClassName<FeedbackTriggerRenderProps> | undefined
}

export interface FeedbackContentProps extends Placement {
  className?: string | undefined
}
