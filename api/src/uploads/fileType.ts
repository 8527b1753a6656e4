import { uploadRules } from "@cossistant/core/uploads/uploadRules"

const isText = (mediaType: string) => mediaType.startsWith("text/")
const isImage = (mediaType: string) => mediaType.startsWith("image/")

/** The library comes with the first file, not with the program. */
const signatureOf = async (head: Uint8Array): Promise<string | undefined> => (await (await import("file-type")).fileTypeFromBuffer(head))?.mime

/**
 * What a file is, by its first 4 KB, when it was announced as `announced`: its own signature for images, PDF and archives,
 * the absence of anything binary for text. Undefined when it isn't what was announced; an image may be another kind of image.
 */
export const typeFromBytes = async (head: Uint8Array, announced: string): Promise<string | undefined> => {
  if (isText(announced)) return looksLikeText(head) ? announced : undefined
  const signature = await signatureOf(head)
  if (signature === undefined) return undefined
  return signature === announced || (isImage(signature) && isImage(announced)) ? signature : undefined
}

/** What a file is by its own signature alone, when nothing useful was announced; undefined for anything not allowed. */
export const knownType = async (head: Uint8Array): Promise<string | undefined> => {
  const signature = await signatureOf(head)
  return uploadRules.mediaTypes.find((allowed) => allowed === signature)
}

/** Text in any encoding that has no bytes of control, and UTF-16 by its byte order mark. */
const looksLikeText = (head: Uint8Array) => {
  const [first, second] = head
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isUtf16 || head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)
}
