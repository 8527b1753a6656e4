import { feedbackTopics } from "@cossistant/core/primitives/feedbackTopics"
import type { Problem } from "@cossistant/core/widget/Problem"
import { type FormEvent, type ReactElement, useEffect, useId, useRef, useState } from "react"
import { problemText } from "@cossistant/core/text/problemText"
import { Stars } from "../panel/Stars.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { useFeedbackScope } from "./FeedbackScope.ts"

/** Rating, topic and comment. What is missing is said from the first attempt to send on. */
export const FeedbackForm = ({ onSent }: { readonly onSent: () => void }): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const { asked } = useFeedbackScope()
  const { first, topics } = feedbackTopics(asked.topics, asked.defaultTopic)
  const [rating, setRating] = useState<number | null>(null)
  const [topic, setTopic] = useState(first)
  const [comment, setComment] = useState("")
  const [hasTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const select = useRef<HTMLSelectElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const errorId = useId()
  const needsTopic = topics.length > 0 && topic === ""
  const needsComment = asked.commentRequired === true && comment.trim() === ""
  const missing = [
    ...(rating === null ? [text("component.feedback.ratingRequired")] : []),
    ...(needsTopic ? [text("component.feedback.topicRequired")] : []),
    ...(needsComment ? [text("component.feedback.commentRequired")] : [])
  ].join(" ")
  useEffect(() => {
    if (rating !== null) (needsTopic ? select : field).current?.focus()
  }, [rating])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (rating === null || missing !== "" || isSending) return
    setSending(true)
    const { conversationId, trigger } = asked
    const refused = await widget.submitFeedback({ rating, topic, comment, conversationId, trigger })
    setSending(false)
    setProblem(refused)
    if (refused === null) onSent()
  }
  const said = hasTried && missing !== "" ? missing : problem === null ? null : problemText(text, problem, Date.now())
  return (
    <form className="co-feedback-form" noValidate aria-busy={isSending} onSubmit={(event) => void submit(event)}>
      <Stars
        label={text("component.feedback.ratingLabel")}
        value={rating}
        isDisabled={isSending}
        isInvalid={hasTried && rating === null}
        onChoose={setRating}
      />
      {topics.length > 0 && (
        <select
          ref={select}
          value={topic}
          aria-label={text("component.feedback.topicLabel")}
          aria-invalid={hasTried && needsTopic}
          aria-describedby={errorId}
          data-feedback-topic-select=""
          onChange={(event) => setTopic(event.target.value)}
        >
          <option value="">{asked.topicPlaceholder ?? text("component.feedback.topicPlaceholder")}</option>
          {topics.map((name) => <option key={name} value={name}>{name}</option>)}
        </select>
      )}
      <textarea
        ref={field}
        rows={3}
        dir="auto"
        value={comment}
        placeholder={asked.commentPlaceholder ?? text("component.feedback.commentPlaceholder")}
        aria-label={text("component.feedback.commentLabel")}
        aria-invalid={hasTried && needsComment}
        aria-describedby={errorId}
        data-feedback-comment-input=""
        onChange={(event) => setComment(event.target.value)}
      />
      <p id={errorId} role="alert" className="co-hint">{said}</p>
      <button type="submit" className="co-button" data-variant="primary" disabled={isSending}>
        {text(isSending ? "component.feedback.submitting" : "component.feedback.submit")}
      </button>
    </form>
  )
}
