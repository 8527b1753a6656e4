import type { Attachment } from "./nouns.ts"
import type { Problem } from "./Problem.ts"

/** A file on its way into a message. `key` is made here; the server's own key comes with the upload. */
export interface DraftFile {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
  /** An address of this page for showing an image before it is stored. */
  readonly previewUrl: string | null
  readonly upload:
    /** From 0 to 1; not begun before there is a visitor to upload for. */
    | { readonly _tag: "Uploading"; readonly progress: number; readonly isBegun: boolean }
    | { readonly _tag: "Ready"; readonly file: Attachment }
    | { readonly _tag: "Failed"; readonly problem: Problem }
}
type Upload = DraftFile["upload"]

/** An upload that begins as soon as it can. */
export const waiting: Upload = { _tag: "Uploading", progress: 0, isBegun: false }

export const isReady = ({ upload }: DraftFile): boolean => upload._tag === "Ready"
export const hasFailed = ({ upload }: DraftFile): boolean => upload._tag === "Failed"

/** Of 1: how much of these has gone out, by size; null when all of it has. */
export const progressOf = (files: ReadonlyArray<DraftFile>): number | null => {
  if (files.every(isReady)) return null
  const sum = (of: (file: DraftFile) => number) => files.reduce((total, file) => total + of(file), 0)
  return sum(({ size, upload }) => size * (upload._tag === "Uploading" ? upload.progress : 1)) / sum(({ size }) => size)
}
