import { type SendMessageMutation, sendMessageMutation, type SendMessageOptions, type SendMessageState } from "@cossistant/core/documented/sendMessageMutation"
import { createMemo, mergeProps } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useAskableWidget } from "./useAskableWidget.ts"
import { useCell } from "./useCell.ts"
import { useFields } from "./useFields.ts"

export type { SendMessageOptions }

export interface UseSendMessageOptions {
  /** Default: the provider's. */
  readonly client?: object | null | undefined
}
export interface UseSendMessageReturn
  extends Readonly<SendMessageState>, Readonly<Pick<SendMessageMutation, "mutate" | "mutateAsync" | "reset">> {}

/**
 * Sends messages without a composer. `mutateAsync` resolves when the server has the message, with null if it wasn't taken;
 * `error` then says why. Outside a provider, or without a key, everything fails with `NOT_CONFIGURED`.
 */
export const useSendMessage = (options: MaybeAccessor<UseSendMessageOptions> = {}): UseSendMessageReturn => {
  const widget = useAskableWidget(() => read(options).client)
  const mutation = createMemo(() => sendMessageMutation(widget()))
  return mergeProps(useFields(useCell(mutation)), {
    mutate: (message: SendMessageOptions) => mutation().mutate(message),
    mutateAsync: (message: SendMessageOptions) => mutation().mutateAsync(message),
    reset: () => mutation().reset()
  })
}
