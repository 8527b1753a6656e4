import {
  type CreateConversationCallbacks, type CreateConversationMutation, createConversationMutation, type CreateConversationState
} from "@cossistant/core/documented/createConversationMutation"
import { createMemo, mergeProps } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useAskableWidget } from "./useAskableWidget.ts"
import { useCell } from "./useCell.ts"
import { useFields } from "./useFields.ts"

export type { CreateConversationVariables } from "@cossistant/core/documented/createConversation"

export interface UseCreateConversationOptions extends CreateConversationCallbacks {
  /** Default: the provider's. */
  readonly client?: object | null | undefined
}
export interface UseCreateConversationReturn
  extends Readonly<CreateConversationState>, Readonly<Pick<CreateConversationMutation, "mutate" | "mutateAsync" | "reset">> {}

/** Begins conversations on this page; the server makes one with the first message sent to it. */
export const useCreateConversation = (options: MaybeAccessor<UseCreateConversationOptions> = {}): UseCreateConversationReturn => {
  const widget = useAskableWidget(() => read(options).client)
  const mutation = createMemo(() => createConversationMutation(widget(), () => read(options)))
  return mergeProps(useFields(useCell(mutation)), {
    mutate: (...args: Parameters<CreateConversationMutation["mutate"]>) => mutation().mutate(...args),
    mutateAsync: (...args: Parameters<CreateConversationMutation["mutateAsync"]>) => mutation().mutateAsync(...args),
    reset: () => mutation().reset()
  })
}
