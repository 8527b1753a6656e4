import { CossistantError } from "../documented/CossistantError.ts"
import { validateFile } from "../documented/fileRules.ts"

/** Narrower rules than the server's; what breaks them is refused before it is attached. */
export interface ComposerFileOptions {
  /** Bytes of one file. */
  maxFileSize?: number | undefined
  maxFiles?: number | undefined
  /** MIME types, or kinds such as `image/*`. */
  allowedFileTypes?: string[] | undefined
}

/** What becomes of files that a person chose: those a composer takes, and what keeps one of the others out. */
export interface TakenFiles {
  readonly taken: ReadonlyArray<File>
  readonly refusal: CossistantError | null
}

const isOfKind = (type: string, kinds: ReadonlyArray<string>): boolean =>
  kinds.some((kind) => kind.endsWith("/*") ? type.startsWith(kind.slice(0, -1)) : kind === type)

/** Why this file breaks the host's rules, or the server's; null if it doesn't. */
export const fileRefusal = (file: File, { allowedFileTypes, maxFileSize = Infinity }: ComposerFileOptions): string | null =>
  file.size > maxFileSize ? `"${file.name}" is too large.`
    : allowedFileTypes && !isOfKind(file.type, allowedFileTypes) ? `"${file.name}" is of a type that can't be sent.`
    : validateFile(file)

/** Takes of these files what the rules let into a composer that holds `held` of them already. */
export const takeFiles = (files: ReadonlyArray<File>, held: number, rules: ComposerFileOptions): TakenFiles => {
  const { maxFiles = Infinity } = rules
  const refusals = files.map((file) => fileRefusal(file, rules))
  const allowed = files.filter((_file, at) => refusals[at] === null)
  const taken = allowed.slice(0, Math.max(0, maxFiles - held))
  const reason = refusals.find((each) => each !== null)
  const refusal = reason ? new CossistantError("FILE_REFUSED", reason)
    : taken.length < allowed.length ? new CossistantError("TOO_MANY_FILES", { limit: maxFiles }) : null
  return { taken, refusal }
}
