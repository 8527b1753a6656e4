import { type SendMessageMutation, sendMessageMutation, type SendMessageState } from "@cossistant/core/documented/sendMessageMutation"
import { useMemo, useSyncExternalStore } from "react"
import { useAskableWidget } from "./useAskableWidget.ts"

export type { SendMessageOptions } from "@cossistant/core/documented/sendMessageMutation"

export interface UseSendMessageOptions {
  /** Default: the provider's. */
  client?: object | null | undefined
}
export interface UseSendMessageReturn extends SendMessageState, Pick<SendMessageMutation, "mutate" | "mutateAsync" | "reset"> {}

/**
 * Sends messages without a composer. `mutateAsync` resolves when the server has the message, with null if it wasn't taken;
 * `error` then says why. Outside a provider, or without a key, everything fails with `NOT_CONFIGURED`.
 */
export const useSendMessage = ({ client }: UseSendMessageOptions = {}): UseSendMessageReturn => {
  const widget = useAskableWidget(client)
  const mutation = useMemo(() => sendMessageMutation(widget), [widget])
  const state = useSyncExternalStore(mutation.subscribe, mutation.get, mutation.get)
  return useMemo(
    () => ({ ...state, mutate: mutation.mutate, mutateAsync: mutation.mutateAsync, reset: mutation.reset }),
    [state, mutation]
  )
}
