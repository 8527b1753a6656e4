import type { PartFacts } from "./TimelineFacts.ts"

export interface ImageFacts extends PartFacts {
  readonly type: "image"
  readonly url: string
  readonly mediaType: string
  readonly filename?: string | undefined
  readonly size?: number | undefined
  readonly width?: number | undefined
  readonly height?: number | undefined
}

export interface FileFacts extends PartFacts {
  readonly type: "file"
  readonly url: string
  readonly mediaType: string
  readonly filename?: string | undefined
  readonly size?: number | undefined
}

const hasAddress = (part: PartFacts): boolean => "url" in part && typeof part.url === "string"

/** The images among a message's parts. */
export const extractImageParts = (parts: ReadonlyArray<PartFacts>): ReadonlyArray<ImageFacts> =>
  parts.filter((part): part is ImageFacts => part.type === "image" && hasAddress(part))

/** The other files among a message's parts. */
export const extractFileParts = (parts: ReadonlyArray<PartFacts>): ReadonlyArray<FileFacts> =>
  parts.filter((part): part is FileFacts => part.type === "file" && hasAddress(part))

/** Whether there is any image or file among them. */
export const hasAttachments = (parts: ReadonlyArray<PartFacts>): boolean =>
  extractImageParts(parts).length > 0 || extractFileParts(parts).length > 0
