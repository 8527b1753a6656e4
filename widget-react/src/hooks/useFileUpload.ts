import { type FileUpload, fileUpload, type FileUploadState } from "@cossistant/core/documented/fileUpload"
import { useMemo, useSyncExternalStore } from "react"
import { useAskableWidget } from "./useAskableWidget.ts"

export interface UseFileUploadOptions {
  /** Default: the provider's. */
  client?: object | null | undefined
}
export interface UseFileUploadReturn extends FileUploadState, Pick<FileUpload, "uploadFiles" | "reset"> {}

/**
 * Stores files for a message. `uploadFiles` gives their parts, or rejects and says why in `error`; `progress` goes from 0
 * to 100 with the bytes that went out.
 */
export const useFileUpload = ({ client }: UseFileUploadOptions = {}): UseFileUploadReturn => {
  const widget = useAskableWidget(client)
  const upload = useMemo(() => fileUpload(widget), [widget])
  const state = useSyncExternalStore(upload.subscribe, upload.get, upload.get)
  return useMemo(() => ({ ...state, uploadFiles: upload.uploadFiles, reset: upload.reset }), [state, upload])
}
