import { hash } from "node:crypto"

/** What was said, by hash: a repeated id with the same hash is a retry, with another a conflict. */
export const bodyHash = (text: string, files: ReadonlyArray<string>): string =>
  hash("sha256", JSON.stringify([text, files]), "base64url")
