import { initials } from "@cossistant/core/primitives/initials"
import { type ListedAgent, type TypingParticipant, typingWriters, writerNames } from "@cossistant/core/primitives/typingWriters"
import { createMemo, For, type JSX, mergeProps, Show, splitProps } from "solid-js"
import { type Classed, classOf } from "../ClassName.ts"
import { useList } from "../hooks/useList.ts"
import { useWords } from "./useWords.ts"

export type { TypingParticipant }

export interface TypingIndicatorProps
  extends Omit<JSX.IntrinsicElements["div"], "children" | keyof Classed<unknown>>, Classed<Readonly<Record<never, never>>> {
  readonly participants: ReadonlyArray<TypingParticipant>
  readonly availableAIAgents?: ReadonlyArray<ListedAgent> | undefined
  readonly availableHumanAgents?: ReadonlyArray<ListedAgent> | undefined
  /** Default true. */
  readonly withAvatars?: boolean | undefined
}

const none: ReadonlyArray<never> = []

/** Three dots for whoever writes, announced with their names; nothing while nobody does. */
export const TypingIndicator = (props: TypingIndicatorProps): JSX.Element => {
  const [own, rest] = splitProps(props, ["availableAIAgents", "availableHumanAgents", "class", "className", "participants", "withAvatars"])
  const words = useWords()
  const writers = createMemo(() => [...typingWriters(own.participants, own.availableAIAgents ?? none, own.availableHumanAgents ?? none)])
  const drawn = useList(writers)
  const label = () => words("component.conversationButtonLink.typing", { name: writerNames(writers()) || words("common.fallbacks.someone") })
  const all = mergeProps({ role: "status" as const, get "aria-label"() { return label() } }, rest, { get class() { return classOf(own, {}) } })
  return (
    <Show when={own.participants.length > 0}>
      <div {...all} data-typing-indicator="">
        <Show when={own.withAvatars !== false}>
          <For each={drawn()}>
            {(writer) => (
              <span data-typing-avatar="" aria-hidden="true" title={writer.name ?? undefined}>
                <Show when={writer.image} fallback={initials(writer.name)}>{(image) => <img src={image()} alt="" />}</Show>
              </span>
            )}
          </For>
        </Show>
        <span data-typing-dots="" aria-hidden="true"><i /><i /><i /></span>
      </div>
    </Show>
  )
}
