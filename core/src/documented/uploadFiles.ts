import type { FilePart, ImagePart } from "@cossistant/types"
import { refusalOf } from "../widget/attaching.ts"
import type { DraftFile } from "../widget/draftFile.ts"
import type { Attachment } from "../widget/nouns.ts"
import { putFile, type PutFile } from "../widget/putFile.ts"
import type { Widget } from "../widget/widget.ts"
import { mediaTypeOf } from "../uploads/mediaTypeOf.ts"
import { uploadRules } from "../uploads/uploadRules.ts"
import { awaitVisitor } from "./awaitVisitor.ts"
import { CossistantError, errorFrom, errorOf } from "./CossistantError.ts"
import { generateMessageId } from "./newIds.ts"

export interface UploadOptions {
  /** From 0 to 100, of all bytes together. */
  readonly onProgress?: ((progress: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** How the bytes go out; by default as the browser sends them. */
  readonly put?: PutFile | undefined
}

/** A file that is stored, ready to go into a message. */
export interface StoredFile extends DraftFile {
  readonly upload: { readonly _tag: "Ready"; readonly file: Attachment }
}

/** A stored file as a part of a message. */
export const partOf = ({ filename, mediaType, size, url }: Attachment): ImagePart | FilePart =>
  ({ type: mediaType.startsWith("image/") ? "image" : "file", url, mediaType, filename, size })

const draftOf = (file: File): DraftFile => ({
  key: generateMessageId(), name: file.name, size: file.size, mediaType: mediaTypeOf(file), previewUrl: null,
  upload: { _tag: "Uploading", progress: 0, isBegun: true }
})

/** Throws what keeps these files from being sent together. */
const check = (drafts: ReadonlyArray<DraftFile>): void => {
  const limit = uploadRules.maxFilesPerMessage
  const problem = drafts.length > limit ? { _tag: "TooManyFiles", limit } as const : drafts.map(refusalOf).find((each) => each !== null)
  const error = errorOf(problem ?? null)
  if (error) throw error
}

/** Uploads files side by side, and gives them ready to go into a message. Rejects when one is refused or cut off. */
export const uploadDrafts = async (
  widget: Widget,
  files: ReadonlyArray<File>,
  conversationId: string,
  { onProgress, put = putFile, signal: given }: UploadOptions = {}
): Promise<ReadonlyArray<StoredFile>> => {
  const drafts = files.map(draftOf)
  check(drafts)
  if (files.length === 0) return []
  const aborter = new AbortController()
  const { signal } = aborter
  const abort = () => aborter.abort()
  if (given?.aborted) abort()
  given?.addEventListener("abort", abort)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const gone = files.map(() => 0)
  const store = async (file: File, draft: DraftFile, at: number): Promise<StoredFile> => {
    const tell = (progress: number) => {
      gone[at] = progress * file.size
      onProgress?.(Math.round(100 * gone.reduce((sum, bytes) => sum + bytes, 0) / total))
    }
    const grant = await widget.call("uploads.grant", {
      conversationId, filename: file.name.slice(0, 200) || "file", mediaType: draft.mediaType, size: file.size
    }, { signal })
    await put(grant, file, tell, signal).catch((cause: unknown) => {
      throw new CossistantError("UPLOAD_FAILED", cause)
    })
    tell(1)
    return { ...draft, upload: { _tag: "Ready", file: await widget.call("uploads.claim", { key: grant.key }, { signal }) } }
  }
  try {
    await awaitVisitor(widget)
    return await Promise.all(files.map((file, at) => store(file, drafts[at] ?? draftOf(file), at)))
  } catch (cause) {
    // The message can't go without one of them: the others needn't.
    abort()
    throw errorFrom(cause)
  } finally {
    given?.removeEventListener("abort", abort)
  }
}

/** Uploads files and gives them as parts of a message. Rejects with a `CossistantError` when one is refused or cut off. */
export const uploadFiles = async (
  widget: Widget,
  files: ReadonlyArray<File>,
  conversationId: string,
  options?: UploadOptions
): Promise<Array<ImagePart | FilePart>> =>
  (await uploadDrafts(widget, files, conversationId, options)).map(({ upload }) => partOf(upload.file))
