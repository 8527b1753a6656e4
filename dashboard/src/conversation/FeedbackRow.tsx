import type { Feedback } from "../inbox/nouns.ts"
import { Show } from "solid-js"
import { clockTime, fullTime } from "../ui/time.ts"
import { Stars } from "../ui/Stars.tsx"

/** What the visitor thinks of this conversation, where it was said. */
export const FeedbackRow = (props: { readonly feedback: Feedback; readonly visitorName: string }) => (
  <div class="feedback-row">
    <p>
      <Stars rating={props.feedback.rating} />
      <span>{props.visitorName} rated this conversation{props.feedback.topic === null ? "" : `: ${props.feedback.topic}`}</span>
      <time dateTime={props.feedback.createdAt} title={fullTime(props.feedback.createdAt)}>{clockTime(props.feedback.createdAt)}</time>
    </p>
    <Show when={props.feedback.comment}>{(comment) => <blockquote dir="auto">{comment()}</blockquote>}</Show>
  </div>
)
