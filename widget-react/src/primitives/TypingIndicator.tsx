"use client"
import { initials } from "@cossistant/core/primitives/initials"
import { type ListedAgent, type TypingParticipant, typingWriters, writerNames } from "@cossistant/core/primitives/typingWriters"
import { type ComponentPropsWithoutRef, forwardRef } from "react"
import { useWords } from "./useWords.ts"

export type { TypingParticipant }

export interface TypingIndicatorProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly participants: ReadonlyArray<TypingParticipant>
  readonly availableAIAgents?: ReadonlyArray<ListedAgent> | undefined
  readonly availableHumanAgents?: ReadonlyArray<ListedAgent> | undefined
  /** Default true. */
  readonly withAvatars?: boolean | undefined
}

const none: ReadonlyArray<never> = []

/** Three dots for whoever writes, announced with their names; nothing while nobody does. */
export const TypingIndicator = forwardRef<HTMLDivElement, TypingIndicatorProps>((
  { availableAIAgents = none, availableHumanAgents = none, participants, withAvatars = true, ...props }, ref
) => {
  const words = useWords()
  if (participants.length === 0) return null
  const writers = typingWriters(participants, availableAIAgents, availableHumanAgents)
  const name = writerNames(writers) || words("common.fallbacks.someone")
  return (
    <div role="status" aria-label={words("component.conversationButtonLink.typing", { name })} {...props} ref={ref} data-typing-indicator="">
      {withAvatars && writers.map(({ id, image, name }) => (
        <span key={id} data-typing-avatar="" aria-hidden="true" title={name ?? undefined}>
          {image === null ? initials(name) : <img src={image} alt="" />}
        </span>
      ))}
      <span data-typing-dots="" aria-hidden="true"><i /><i /><i /></span>
    </div>
  )
})
