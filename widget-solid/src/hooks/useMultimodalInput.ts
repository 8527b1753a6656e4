import { type ComposerFileOptions, fileRefusal } from "@cossistant/core/primitives/composerFiles"
import { createSignal } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useLocalStorageDraftValue } from "./useLocalStorageDraftValue.ts"

export interface UseMultimodalInputOptions extends ComposerFileOptions {
  /** Takes what was written; the field is emptied once it resolves, and keeps everything if it rejects. */
  onSubmit?: ((input: { message: string; files: File[] }) => void | Promise<void>) | undefined
  onError?: ((error: Error) => void) | undefined
  /** Keeps the text in the local storage under this id. */
  draftPersistenceId?: string | null | undefined
}
export interface UseMultimodalInputReturn {
  readonly message: string
  readonly files: File[]
  readonly error: Error | null
  readonly isSubmitting: boolean
  readonly canSubmit: boolean
  readonly setMessage: (message: string) => void
  readonly addFiles: (files: File[]) => void
  readonly removeFile: (index: number) => void
  readonly clearFiles: () => void
  readonly submit: () => Promise<void>
  readonly reset: () => void
}

/** Text and files before they are handed to `onSubmit`. Needs no provider. */
export const useMultimodalInput = (options: MaybeAccessor<UseMultimodalInputOptions> = {}): UseMultimodalInputReturn => {
  const draft = useLocalStorageDraftValue({ get id() { return read(options).draftPersistenceId } })
  const [files, setFiles] = createSignal<File[]>([])
  const [error, setError] = createSignal<Error | null>(null)
  const [isSubmitting, setSubmitting] = createSignal(false)
  const canSubmit = () => !isSubmitting() && error() === null && (draft.value.trim() !== "" || files().length > 0)
  const fail = (cause: unknown) => {
    const failure = cause instanceof Error ? cause : new Error(String(cause))
    setError(failure)
    read(options).onError?.(failure)
  }
  const reset = () => {
    draft.clearValue()
    setFiles([])
    setError(null)
  }
  return {
    get message() { return draft.value },
    get files() { return files() },
    get error() { return error() },
    get isSubmitting() { return isSubmitting() },
    get canSubmit() { return canSubmit() },
    setMessage: (text) => {
      setError(null)
      draft.setValue(text)
    },
    addFiles: (added) => {
      const rules = read(options)
      const { maxFiles = 3 } = rules
      const next = [...files(), ...added]
      const refused = next.length > maxFiles ? `At most ${maxFiles} files.` : next.map((file) => fileRefusal(file, rules)).find((each) => each !== null)
      if (refused) return fail(new Error(refused))
      setError(null)
      setFiles(next)
    },
    removeFile: (index) => {
      setError(null)
      setFiles((known) => known.filter((_file, at) => at !== index))
    },
    clearFiles: () => setFiles([]),
    reset,
    submit: async () => {
      if (!canSubmit()) return
      setSubmitting(true)
      try {
        await read(options).onSubmit?.({ message: draft.value.trim(), files: files() })
        reset()
      } catch (cause) {
        fail(cause)
      }
      setSubmitting(false)
    }
  }
}
