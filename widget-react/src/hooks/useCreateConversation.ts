import {
  type CreateConversationCallbacks, type CreateConversationMutation, createConversationMutation, type CreateConversationState
} from "@cossistant/core/documented/createConversationMutation"
import { useMemo, useSyncExternalStore } from "react"
import { useAskableWidget } from "./useAskableWidget.ts"
import { useLatest } from "./useLatest.ts"

export type { CreateConversationVariables } from "@cossistant/core/documented/createConversation"

export interface UseCreateConversationOptions extends CreateConversationCallbacks {
  /** Default: the provider's. */
  client?: object | null | undefined
}
export interface UseCreateConversationReturn
  extends CreateConversationState, Pick<CreateConversationMutation, "mutate" | "mutateAsync" | "reset"> {}

/** Begins conversations on this page; the server makes one with the first message sent to it. */
export const useCreateConversation = (options: UseCreateConversationOptions = {}): UseCreateConversationReturn => {
  const widget = useAskableWidget(options.client)
  const latest = useLatest(options)
  const mutation = useMemo(() => createConversationMutation(widget, latest), [widget, latest])
  const state = useSyncExternalStore(mutation.subscribe, mutation.get, mutation.get)
  return useMemo(
    () => ({ ...state, mutate: mutation.mutate, mutateAsync: mutation.mutateAsync, reset: mutation.reset }),
    [state, mutation]
  )
}
