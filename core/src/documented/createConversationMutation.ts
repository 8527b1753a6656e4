import type { CreateConversationResponse } from "@cossistant/types"
import type { Widget } from "../widget/widget.ts"
import { makeCell } from "./cell.ts"
import { CossistantError, errorFrom } from "./CossistantError.ts"
import { createConversation, type CreateConversationVariables } from "./createConversation.ts"

export interface CreateConversationCallbacks {
  onSuccess?: ((created: CreateConversationResponse) => void) | undefined
  onError?: ((error: Error) => void) | undefined
}

export interface CreateConversationState {
  isPending: boolean
  error: CossistantError | null
}

/** Beginning conversations, on this page only. `useCreateConversation()` watches one of its own. */
export interface CreateConversationMutation {
  get(): CreateConversationState
  subscribe(listener: () => void): () => void
  mutate: (variables?: CreateConversationVariables) => void
  /** Null if there is nothing to begin one in: `error` says so, and nothing is thrown. */
  mutateAsync: (variables?: CreateConversationVariables) => Promise<CreateConversationResponse | null>
  reset: () => void
}

const idle: CreateConversationState = { isPending: false, error: null }

/** Makes one for a widget; `callbacks` gives those of now. Without a widget everything fails with `NOT_CONFIGURED`. */
export const createConversationMutation = (widget: Widget | null, callbacks: () => CreateConversationCallbacks = () => ({})): CreateConversationMutation => {
  const state = makeCell(idle)
  const mutateAsync = async (variables?: CreateConversationVariables) => {
    try {
      if (!widget) throw new CossistantError("NOT_CONFIGURED")
      const created = createConversation(widget, variables)
      state.set(idle)
      callbacks().onSuccess?.(created)
      return created
    } catch (cause) {
      const error = errorFrom(cause)
      state.set({ isPending: false, error })
      callbacks().onError?.(error)
      return null
    }
  }
  return { get: state.get, subscribe: state.subscribe, mutateAsync, mutate: (variables) => void mutateAsync(variables), reset: () => state.set(idle) }
}
