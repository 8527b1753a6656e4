import { type ComposerFileOptions, fileRefusal } from "@cossistant/core/primitives/composerFiles"
import { useCallback, useMemo, useState } from "react"
import { useLatest } from "./useLatest.ts"
import { useLocalStorageDraftValue } from "./useLocalStorageDraftValue.ts"

export interface UseMultimodalInputOptions extends ComposerFileOptions {
  /** Takes what was written; the field is emptied once it resolves, and keeps everything if it rejects. */
  onSubmit?: ((input: { message: string; files: File[] }) => void | Promise<void>) | undefined
  onError?: ((error: Error) => void) | undefined
  /** Keeps the text in the local storage under this id. */
  draftPersistenceId?: string | null | undefined
}
export interface UseMultimodalInputReturn {
  message: string
  files: File[]
  error: Error | null
  isSubmitting: boolean
  canSubmit: boolean
  setMessage: (message: string) => void
  addFiles: (files: File[]) => void
  removeFile: (index: number) => void
  clearFiles: () => void
  submit: () => Promise<void>
  reset: () => void
}

const refusalOf = (files: ReadonlyArray<File>, rules: ComposerFileOptions): string | null => {
  const { maxFiles = 3 } = rules
  if (files.length > maxFiles) return `At most ${maxFiles} files.`
  return files.map((file) => fileRefusal(file, rules)).find((each) => each !== null) ?? null
}

/** Text and files before they are handed to `onSubmit`. Needs no provider. */
export const useMultimodalInput = (options: UseMultimodalInputOptions = {}): UseMultimodalInputReturn => {
  const { value: message, setValue, clearValue } = useLocalStorageDraftValue({ id: options.draftPersistenceId })
  const [files, setFiles] = useState<File[]>([])
  const [error, setError] = useState<Error | null>(null)
  const [isSubmitting, setSubmitting] = useState(false)
  const canSubmit = !isSubmitting && error === null && (message.trim() !== "" || files.length > 0)
  const now = useLatest({ message, files, canSubmit, options })
  const fail = useCallback((cause: unknown) => {
    const failure = cause instanceof Error ? cause : new Error(String(cause))
    setError(failure)
    now().options.onError?.(failure)
  }, [now])
  const setMessage = useCallback((text: string) => {
    setError(null)
    setValue(text)
  }, [setValue])
  const addFiles = useCallback((added: File[]) => {
    const next = [...now().files, ...added]
    const refused = refusalOf(next, now().options)
    if (refused !== null) return fail(new Error(refused))
    setError(null)
    setFiles(next)
  }, [now, fail])
  const removeFile = useCallback((index: number) => {
    setError(null)
    setFiles((known) => known.filter((_file, at) => at !== index))
  }, [])
  const clearFiles = useCallback(() => setFiles([]), [])
  const reset = useCallback(() => {
    clearValue()
    setFiles([])
    setError(null)
  }, [clearValue])
  const submit = useCallback(async () => {
    const { canSubmit, files, message, options } = now()
    if (!canSubmit) return
    setSubmitting(true)
    try {
      await options.onSubmit?.({ message: message.trim(), files })
      reset()
    } catch (cause) {
      fail(cause)
    }
    setSubmitting(false)
  }, [now, reset, fail])
  return useMemo(
    () => ({ message, files, error, isSubmitting, canSubmit, setMessage, addFiles, removeFile, clearFiles, submit, reset }),
    [message, files, error, isSubmitting, canSubmit, setMessage, addFiles, removeFile, clearFiles, submit, reset]
  )
}
