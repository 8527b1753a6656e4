import { feedbackTopics } from "@cossistant/core/primitives/feedbackTopics"
import { problemText } from "@cossistant/core/text/problemText"
import type { Problem } from "@cossistant/core/widget/Problem"
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, Show, untrack } from "solid-js"
import { Stars } from "../panel/Stars.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { useFeedbackScope } from "./FeedbackScope.ts"

/** Rating, topic and comment. What is missing is said from the first attempt to send on. */
export const FeedbackForm = (props: { readonly onSent: () => void }): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const { asked } = useFeedbackScope()
  const offered = createMemo(() => feedbackTopics(asked.topics, asked.defaultTopic))
  const topics = () => offered().topics
  const [rating, setRating] = createSignal<number | null>(null)
  const [topic, setTopic] = createSignal(untrack(offered).first)
  const [comment, setComment] = createSignal("")
  const [hasTried, setTried] = createSignal(false)
  const [isSending, setSending] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [select, setSelect] = createSignal<HTMLSelectElement>()
  const [field, setField] = createSignal<HTMLTextAreaElement>()
  const errorId = createUniqueId()
  const needsTopic = () => topics().length > 0 && topic() === ""
  const needsComment = () => asked.commentRequired === true && comment().trim() === ""
  const missing = () => [
    ...(rating() === null ? [text("component.feedback.ratingRequired")] : []),
    ...(needsTopic() ? [text("component.feedback.topicRequired")] : []),
    ...(needsComment() ? [text("component.feedback.commentRequired")] : [])
  ].join(" ")
  createEffect(on(rating, (chosen) => {
    if (chosen !== null) untrack(() => needsTopic() ? select() : field())?.focus()
  }))
  const submit = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    const chosen = rating()
    if (chosen === null || missing() !== "" || isSending()) return
    setSending(true)
    const { conversationId, trigger } = asked
    const refused = await widget.submitFeedback({ rating: chosen, topic: topic(), comment: comment(), conversationId, trigger })
    setSending(false)
    setProblem(refused)
    if (refused === null) props.onSent()
  }
  const said = () => {
    const refused = problem()
    return hasTried() && missing() !== "" ? missing() : refused === null ? null : problemText(text, refused, Date.now())
  }
  return (
    <form class="co-feedback-form" noValidate aria-busy={isSending()} onSubmit={(event) => void submit(event)}>
      <Stars
        label={text("component.feedback.ratingLabel")}
        value={rating()}
        isDisabled={isSending()}
        isInvalid={hasTried() && rating() === null}
        onChoose={setRating}
      />
      <Show when={topics().length > 0}>
        <select
          ref={setSelect}
          value={topic()}
          aria-label={text("component.feedback.topicLabel")}
          aria-invalid={hasTried() && needsTopic()}
          aria-describedby={errorId}
          data-feedback-topic-select=""
          onChange={(event) => setTopic(event.currentTarget.value)}
        >
          <option value="">{asked.topicPlaceholder ?? text("component.feedback.topicPlaceholder")}</option>
          <For each={topics()}>{(name) => <option value={name} selected={name === topic()}>{name}</option>}</For>
        </select>
      </Show>
      <textarea
        ref={setField}
        rows={3}
        dir="auto"
        value={comment()}
        placeholder={asked.commentPlaceholder ?? text("component.feedback.commentPlaceholder")}
        aria-label={text("component.feedback.commentLabel")}
        aria-invalid={hasTried() && needsComment()}
        aria-describedby={errorId}
        data-feedback-comment-input=""
        onInput={(event) => setComment(event.currentTarget.value)}
      />
      <p id={errorId} role="alert" class="co-hint">{said()}</p>
      <button type="submit" class="co-button" data-variant="primary" disabled={isSending()}>
        {text(isSending() ? "component.feedback.submitting" : "component.feedback.submit")}
      </button>
    </form>
  )
}
