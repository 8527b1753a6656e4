import { validateFile } from "../documented/fileRules.ts"

/** Narrower rules than the server's; what breaks them is refused before it is attached. */
export interface ComposerFileOptions {
  /** Bytes of one file. */
  maxFileSize?: number | undefined
  maxFiles?: number | undefined
  /** MIME types, or kinds such as `image/*`. */
  allowedFileTypes?: string[] | undefined
}

const isOfKind = (type: string, kinds: ReadonlyArray<string>): boolean =>
  kinds.some((kind) => kind.endsWith("/*") ? type.startsWith(kind.slice(0, -1)) : kind === type)

/** Why this file breaks the host's rules, or the server's; null if it doesn't. */
export const fileRefusal = (file: File, { allowedFileTypes, maxFileSize = Infinity }: ComposerFileOptions): string | null =>
  file.size > maxFileSize ? `"${file.name}" is too large.`
    : allowedFileTypes && !isOfKind(file.type, allowedFileTypes) ? `"${file.name}" is of a type that can't be sent.`
    : validateFile(file)
