import { uploadRules } from "@cossistant/core/uploads/uploadRules"

export interface RefusedFile {
  readonly name: string
  readonly reason: string
}

const byEnding: Record<string, string> = { md: "text/markdown", csv: "text/csv", txt: "text/plain", zip: "application/zip" }

/** What a browser says a file is, or what its ending says where the browser doesn't know. */
export const mediaTypeOf = ({ name, type }: { readonly name: string; readonly type: string }): string => {
  const known: ReadonlyArray<string> = uploadRules.mediaTypes
  return known.includes(type) ? type : byEnding[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? type
}

/** Sorts what someone wants to attach into what may be, beside `held` files, and what may not, with the reason. */
export const sortFiles = <F extends { readonly name: string; readonly type: string; readonly size: number }>(
  files: ReadonlyArray<F>,
  held: number
): { readonly accepted: ReadonlyArray<F>; readonly refused: ReadonlyArray<RefusedFile> } => {
  const accepted: Array<F> = []
  const refused: Array<RefusedFile> = []
  const { maxFileBytes, maxFilesPerMessage } = uploadRules
  const known: ReadonlyArray<string> = uploadRules.mediaTypes
  for (const file of files) {
    const reason = file.size === 0 ? "is empty"
      : file.size > maxFileBytes ? `is larger than ${maxFileBytes / 1_048_576} MB`
      : !known.includes(mediaTypeOf(file)) ? "is not an image, PDF, text, CSV, Markdown or ZIP file"
      : held + accepted.length >= maxFilesPerMessage ? `is one too many: ${maxFilesPerMessage} files go with a message`
      : null
    if (reason === null) accepted.push(file)
    else refused.push({ name: file.name, reason })
  }
  return { accepted, refused }
}
