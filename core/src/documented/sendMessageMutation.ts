import type { Widget } from "../widget/widget.ts"
import { makeCell } from "./cell.ts"
import { CossistantError, errorFrom } from "./CossistantError.ts"
import { type MessageToSend, sendMessage, type SentMessage } from "./sendMessage.ts"

export interface SendMessageOptions extends Omit<MessageToSend, "upload"> {
  /** The visitor of this browser sends, whoever is named. */
  readonly visitorId?: string | undefined
  readonly onSuccess?: ((conversationId: string, messageId: string) => void) | undefined
  readonly onError?: ((error: Error) => void) | undefined
}

export interface SendMessageState {
  isPending: boolean
  isUploading: boolean
  error: CossistantError | null
}

/** Sending messages without a composer, and how it goes. `useSendMessage()` watches one of its own. */
export interface SendMessageMutation {
  get(): SendMessageState
  subscribe(listener: () => void): () => void
  mutate: (options: SendMessageOptions) => void
  /** Resolves when the server has the message, with null if it wasn't taken: `error` says why, and nothing is thrown. */
  mutateAsync: (options: SendMessageOptions) => Promise<SentMessage | null>
  /** Forgets the last error. */
  reset: () => void
}

const idle: SendMessageState = { isPending: false, isUploading: false, error: null }

/** Makes one for a widget; without a widget everything fails with `NOT_CONFIGURED`. */
export const sendMessageMutation = (widget: Widget | null): SendMessageMutation => {
  const state = makeCell(idle)
  let running = 0
  const send = async (options: SendMessageOptions): Promise<SentMessage> => {
    if (!widget) throw new CossistantError("NOT_CONFIGURED")
    state.set({ ...state.get(), isUploading: (options.files?.length ?? 0) > 0 })
    const onProgress = (progress: number) => {
      if (progress === 100) state.set({ ...state.get(), isUploading: false })
    }
    return sendMessage(widget, { ...options, upload: { onProgress } })
  }
  const mutateAsync = async (options: SendMessageOptions) => {
    running++
    state.set({ ...state.get(), isPending: true, error: null })
    try {
      const result = await send(options)
      state.set({ isPending: --running > 0, isUploading: false, error: null })
      options.onSuccess?.(result.conversationId, result.messageId)
      return result
    } catch (cause) {
      const error = errorFrom(cause)
      state.set({ isPending: --running > 0, isUploading: false, error })
      options.onError?.(error)
      return null
    }
  }
  return {
    get: state.get,
    subscribe: state.subscribe,
    mutateAsync,
    mutate: (options) => void mutateAsync(options),
    reset: () => state.set({ ...state.get(), error: null })
  }
}
