export { Feedback, Feedback as default } from "./feedback/Feedback.tsx"
export type {
  FeedbackContentProps, FeedbackHandle, FeedbackProps, FeedbackRootProps, FeedbackTriggerProps, FeedbackTriggerRenderProps
} from "./feedback/FeedbackProps.ts"
export { useFeedbackHandle } from "./feedback/FeedbackScope.ts"
export type { Align, CollisionPadding, Side } from "@cossistant/core/dom/placePanel"
