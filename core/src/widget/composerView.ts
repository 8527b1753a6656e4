import { uploadRules } from "../uploads/uploadRules.ts"
import { type Composer, type DraftFile, emptyComposer, MAX_TEXT } from "./composer.ts"
import type { Problem } from "./Problem.ts"

export interface ComposerView {
  readonly key: string
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  readonly canSubmit: boolean
  readonly isUploading: boolean
  /** A message of this conversation is on its way. */
  readonly isSubmitting: boolean
  /** `RateLimited` carries when it is over; the text stays. */
  readonly problem: Problem | null
  /** The conversation takes no more messages. */
  readonly isDisabled: boolean
  readonly limits: {
    readonly maxFiles: number
    readonly maxFileBytes: number
    readonly mediaTypes: ReadonlyArray<string>
    readonly maxTextLength: number
  }
}

const limits: ComposerView["limits"] = {
  maxFiles: uploadRules.maxFilesPerMessage,
  maxFileBytes: uploadRules.maxFileBytes,
  mediaTypes: uploadRules.mediaTypes,
  maxTextLength: MAX_TEXT
}

export const composerView = (
  key: string,
  composer: Composer | undefined,
  isSubmitting: boolean,
  isDisabled: boolean
): ComposerView => {
  const { files, problem, text } = composer ?? emptyComposer
  const isUploading = files.some(({ upload }) => upload._tag === "Uploading")
  const hasContent = text.trim() !== "" || files.some(({ upload }) => upload._tag === "Ready")
  const canSubmit = hasContent && !isUploading && !isDisabled && text.length <= MAX_TEXT && problem?._tag !== "RateLimited"
  return { key, text, files, canSubmit, isUploading, isSubmitting, problem, isDisabled, limits }
}
