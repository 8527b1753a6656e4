"use client"
import { initials } from "@cossistant/core/primitives/initials"
import { type ComponentPropsWithoutRef, forwardRef } from "react"
import { useWords } from "./useWords.ts"

/** Someone who writes. `user` is another word for `team_member`. */
export interface TypingParticipant {
  readonly id: string
  readonly type: "visitor" | "team_member" | "user" | "ai"
  /** Default: the name of the agent of this id. */
  readonly name?: string | null | undefined
}

interface Listed {
  readonly id: string
  readonly name?: string | null | undefined
  readonly image?: string | null | undefined
}

export interface TypingIndicatorProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly participants: ReadonlyArray<TypingParticipant>
  readonly availableAIAgents?: ReadonlyArray<Listed> | undefined
  readonly availableHumanAgents?: ReadonlyArray<Listed> | undefined
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
  const writers = participants.map(({ id, name, type }) => {
    const listed = (type === "ai" ? availableAIAgents : availableHumanAgents).find((agent) => agent.id === id)
    return { id, name: name ?? listed?.name ?? null, image: listed?.image ?? null }
  })
  const names = writers.flatMap(({ name }) => name ?? []).join(", ")
  const label = words?.("component.conversationButtonLink.typing", { name: names }) ?? `${names}: typing…`
  return (
    <div role="status" aria-label={names === "" ? "Typing…" : label} {...props} ref={ref} data-typing-indicator="">
      {withAvatars && writers.map(({ id, image, name }) => (
        <span key={id} data-typing-avatar="" aria-hidden="true" title={name ?? undefined}>
          {image === null ? initials(name) : <img src={image} alt="" />}
        </span>
      ))}
      <span data-typing-dots="" aria-hidden="true"><i /><i /><i /></span>
    </div>
  )
})
