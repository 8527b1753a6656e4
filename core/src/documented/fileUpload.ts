import type { FilePart, ImagePart } from "@cossistant/types"
import type { Widget } from "../widget/widget.ts"
import { makeCell } from "./cell.ts"
import { CossistantError, errorFrom } from "./CossistantError.ts"
import { uploadFiles } from "./uploadFiles.ts"

export interface FileUploadState {
  isUploading: boolean
  /** From 0 to 100: bytes gone out, of all files together. */
  progress: number
  error: CossistantError | null
}

/** Storing files, and how it goes. `useFileUpload()` watches one of its own. */
export interface FileUpload {
  get(): FileUploadState
  subscribe(listener: () => void): () => void
  /** Gives the parts to send with a message. Rejects with a `CossistantError`, which is then the state's `error`. */
  uploadFiles: (files: ReadonlyArray<File>, conversationId: string) => Promise<Array<ImagePart | FilePart>>
  reset: () => void
}

const idle: FileUploadState = { isUploading: false, progress: 0, error: null }

/** Makes one for a widget; without a widget everything fails with `NOT_CONFIGURED`. */
export const fileUpload = (widget: Widget | null): FileUpload => {
  const state = makeCell(idle)
  return {
    get: state.get,
    subscribe: state.subscribe,
    uploadFiles: async (files, conversationId) => {
      state.set({ isUploading: true, progress: 0, error: null })
      try {
        if (!widget) throw new CossistantError("NOT_CONFIGURED")
        const parts = await uploadFiles(widget, files, conversationId, {
          onProgress: (progress) => state.set({ ...state.get(), progress })
        })
        state.set({ isUploading: false, progress: 100, error: null })
        return parts
      } catch (cause) {
        const error = errorFrom(cause)
        state.set({ ...state.get(), isUploading: false, error })
        throw error
      }
    },
    reset: () => state.set(idle)
  }
}
