/** The content type a file is served with. Text says its encoding, so that nothing guesses one. */
export const servedType = (mediaType: string): string =>
  mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType

/** Pictures may be shown where they stand; everything else is saved, never opened as a page. */
export const disposition = (mediaType: string): "inline" | "attachment" =>
  mediaType.startsWith("image/") ? "inline" : "attachment"

/** A key is never given to other bytes. */
export const forever = "public, max-age=31536000, immutable"
