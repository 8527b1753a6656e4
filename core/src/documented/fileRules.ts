import { mediaTypeOf } from "../uploads/mediaTypeOf.ts"
import { uploadRules } from "../uploads/uploadRules.ts"

/** Bytes of one file: 5 MiB. */
export const MAX_FILE_SIZE: number = uploadRules.maxFileBytes
export const MAX_FILES_PER_MESSAGE: number = uploadRules.maxFilesPerMessage
export const ALLOWED_MIME_TYPES: readonly string[] = uploadRules.mediaTypes
export const ALLOWED_FILE_TYPES_DESCRIPTION = "Images (JPEG, PNG, GIF, WebP), PDF, text, CSV, Markdown and ZIP files"
/** For the `accept` of a file input. */
export const FILE_INPUT_ACCEPT: string = uploadRules.mediaTypes.join(",")

const bare = (mimeType: string): string => mimeType.split(";", 1)[0]?.trim().toLowerCase() ?? ""

/** Whether files of this type may be sent; parameters such as `;charset=utf-8` don't matter. */
export const isAllowedMimeType = (mimeType: string): boolean => ALLOWED_MIME_TYPES.includes(bare(mimeType))

/** Whether it is a picture that may be sent, and so is shown as one. */
export const isImageMimeType = (mimeType: string): boolean => bare(mimeType).startsWith("image/") && isAllowedMimeType(mimeType)

/** A size for people: `0 B`, `1.5 KB`, `5 MB`. */
export const formatFileSize = (bytes: number): string => {
  const units = ["B", "KB", "MB", "GB"]
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${Number(value.toFixed(unit === 0 ? 0 : 1))} ${units[unit]}`
}

type FileFacts = Pick<File, "name" | "size" | "type">

/** Why a file can't be sent, in English; null if it can. */
export const validateFile = (file: FileFacts): string | null => {
  const { name, size } = file
  if (size === 0) return `"${name}" is empty.`
  if (size > MAX_FILE_SIZE) return `"${name}" is larger than ${formatFileSize(MAX_FILE_SIZE)}.`
  return isAllowedMimeType(mediaTypeOf(file)) ? null : `"${name}" is of a type that can't be sent. ${ALLOWED_FILE_TYPES_DESCRIPTION} can.`
}

/** Why these files can't be sent with one message, in English; null if they can. */
export const validateFiles = (files: ReadonlyArray<FileFacts>): string | null =>
  files.length > MAX_FILES_PER_MESSAGE
    ? `At most ${MAX_FILES_PER_MESSAGE} files can be sent with one message.`
    : files.map(validateFile).find((problem) => problem !== null) ?? null

const extensionOf = (mimeType: string): string => bare(mimeType).split("/")[1]?.replace("plain", "txt").replace("jpeg", "jpg") || "bin"

/**
 * The files of a paste, each once although browsers may tell of them twice. One without a name is called
 * `pasted-file-1.png`, and so on.
 */
export const extractFilesFromClipboard = (data: Pick<DataTransfer, "files" | "items"> | null | undefined): File[] => {
  if (!data) return []
  const fromItems = Array.from(data.items ?? []).flatMap((item) => item.kind === "file" ? item.getAsFile() ?? [] : [])
  const files = new Map<string, File>()
  for (const file of [...fromItems, ...Array.from(data.files ?? [])]) {
    const key = [file.name, file.type, file.size, file.lastModified].join("|")
    if (!files.has(key)) files.set(key, file)
  }
  return [...files.values()].map((file, at) =>
    file.name ? file : new File([file], `pasted-file-${at + 1}.${extensionOf(file.type)}`, { type: file.type, lastModified: file.lastModified }))
}
