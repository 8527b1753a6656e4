import { uploadRules } from "@cossistant/core/uploads/uploadRules"

/** What a picture may be, for the browser's picker. */
export const pictureTypes: ReadonlyArray<string> = uploadRules.mediaTypes.filter((type) => type.startsWith("image/"))

export const notAPicture = "Choose a JPEG, PNG, GIF or WebP picture."

/** Why this file can't be a picture, as a sentence; null when it can. */
export const pictureProblem = ({ size, type }: { readonly size: number; readonly type: string }): string | null => {
  if (!pictureTypes.includes(type)) return notAPicture
  if (size === 0) return "This file is empty."
  return size > uploadRules.maxFileBytes ? `Choose a picture of at most ${uploadRules.maxFileBytes / 1_048_576} MB.` : null
}
