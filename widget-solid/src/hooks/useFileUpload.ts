import { type FileUpload, fileUpload, type FileUploadState } from "@cossistant/core/documented/fileUpload"
import { createMemo, mergeProps } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useAskableWidget } from "./useAskableWidget.ts"
import { useCell } from "./useCell.ts"
import { useFields } from "./useFields.ts"

export interface UseFileUploadOptions {
  /** Default: the provider's. */
  readonly client?: object | null | undefined
}
export interface UseFileUploadReturn extends Readonly<FileUploadState>, Readonly<Pick<FileUpload, "uploadFiles" | "reset">> {}

/**
 * Stores files for a message. `uploadFiles` gives their parts, or rejects and says why in `error`; `progress` goes from 0
 * to 100 with the bytes that went out.
 */
export const useFileUpload = (options: MaybeAccessor<UseFileUploadOptions> = {}): UseFileUploadReturn => {
  const widget = useAskableWidget(() => read(options).client)
  const upload = createMemo(() => fileUpload(widget()))
  return mergeProps(useFields(useCell(upload)), {
    uploadFiles: (...args: Parameters<FileUpload["uploadFiles"]>) => upload().uploadFiles(...args),
    reset: () => upload().reset()
  })
}
