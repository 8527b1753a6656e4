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

const pattern = /^(?:cdn\/)?[0-9A-Z]{26}\/[0-9A-Z]{26}\/[\w-]{1,64}\/(?:[\w-]{1,64}\/){0,3}[\w-]{22}\/[\w-][\w.-]{0,120}\.([a-z]{2,4})$/

/** The type a key promises; undefined for what is no key of ours. */
export const typeOfKey = (key: string): string | undefined => typeOfExtension[pattern.exec(key)?.[1] ?? ""]

/** Whose file it is: a conversation's, a person's, an organisation's. `path` is folders below; `isCdn` lets a CDN serve it. */
export interface FilePlace {
  readonly organizationId: string
  readonly websiteId: string
  readonly entityId: string
  readonly path?: ReadonlyArray<string>
  readonly isCdn?: boolean
  readonly filename: string
  readonly mediaType: string
}

/**
 * Makes a key nobody can guess (128 random bits). The name is cut to harmless characters, and its extension is the
 * type's own, so that no name can make a file pass for something else.
 */
export const newFileKey = ({ entityId, filename, isCdn, mediaType, organizationId, path = [], websiteId }: FilePlace): string => {
  const extension = Object.keys(typeOfExtension).find((known) => typeOfExtension[known] === mediaType) ?? "bin"
  const name = filename.replace(/\.[^.]*$/, "").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 100) || "file"
  const folders = [...isCdn ? ["cdn"] : [], organizationId, websiteId, entityId, ...path, randomBytes(16).toString("base64url")]
  return `${folders.join("/")}/${name}.${extension}`
}
