import { randomBytes } from "node:crypto"

/** The types we let in, by the extension that stands for them in keys: what a stored file is served as. */
const typeOfExtension: { readonly [extension: string]: string } = {
  jpg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  md: "text/markdown",
  zip: "application/zip"
}

const pattern = /^[0-9A-Z]{26}\/[0-9A-Z]{26}\/[0-9A-Za-z]{1,32}\/[\w-]{22}\/[\w-][\w.-]{0,120}\.([a-z]{2,4})$/

/** The type a key promises; undefined for what is no key of ours. */
export const typeOfKey = (key: string): string | undefined => typeOfExtension[pattern.exec(key)?.[1] ?? ""]

/**
 * Makes a key nobody can guess (128 random bits). The name is cut to harmless characters, and its extension is the
 * type's own, so that no name can make a file pass for something else.
 */
export const newFileKey = (place: {
  readonly organizationId: string
  readonly websiteId: string
  readonly conversationId: string
  readonly filename: string
  readonly mediaType: string
}): string => {
  const extension = Object.keys(typeOfExtension).find((known) => typeOfExtension[known] === place.mediaType) ?? "bin"
  const name = place.filename.replace(/\.[^.]*$/, "").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 100) || "file"
  const { conversationId, organizationId, websiteId } = place
  return `${organizationId}/${websiteId}/${conversationId}/${randomBytes(16).toString("base64url")}/${name}.${extension}`
}
