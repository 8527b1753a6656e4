import { createHash, randomBytes } from "node:crypto"

/** A new secret for a link: 256 random bits as base64url, beside the hash that is all we keep of it. */
export const makeSecret = (): { readonly secret: string; readonly hash: Uint8Array } => {
  const secret = randomBytes(32).toString("base64url")
  return { secret, hash: hashSecret(secret) }
}

/** SHA-256 is enough: there is nothing to guess in 256 random bits. */
export const hashSecret = (secret: string): Uint8Array => createHash("sha256").update(secret).digest()
