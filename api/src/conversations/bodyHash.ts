import { createHash } from "node:crypto"

/** What was said, by hash: a repeated id with the same hash is a retry, with another a conflict. */
export const bodyHash = (text: string, files: ReadonlyArray<string>): string =>
  createHash("sha256").update(JSON.stringify([text, files])).digest("base64url")
