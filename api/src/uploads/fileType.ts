import { uploadRules } from "@cossistant/core/uploads/uploadRules"

const isText = (mediaType: string) => mediaType.startsWith("text/")
const isImage = (mediaType: string) => mediaType.startsWith("image/")

/** What a file is by its own signature alone, when nothing useful was announced; undefined for anything not allowed. */
export const knownType = async (head: Uint8Array): Promise<string | undefined> => {
  // The library comes with the first file, not with the program.
  const { fileTypeFromBuffer } = await import("file-type")
  const signature = (await fileTypeFromBuffer(head))?.mime
  return uploadRules.mediaTypes.find((allowed) => allowed === signature)
}

/**
 * What a file is, by its first 4 KB, when it was announced as `announced`: its own signature for images, PDF and archives,
 * the absence of anything binary for text. Undefined when it isn't what was announced; an image may be another kind of
 * image, of those that are allowed.
 */
export const typeFromBytes = async (head: Uint8Array, announced: string): Promise<string | undefined> => {
  if (isText(announced)) return looksLikeText(head) ? announced : undefined
  const known = await knownType(head)
  if (known === undefined) return undefined
  return known === announced || (isImage(known) && isImage(announced)) ? known : undefined
}

/** Text in any encoding that has no bytes of control, and UTF-16 by its byte order mark. */
const looksLikeText = (head: Uint8Array) => {
  const [first, second] = head
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isUtf16 || head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)
}
