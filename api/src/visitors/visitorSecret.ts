import { createHash, randomBytes } from "node:crypto"

const scheme = /^Bearer (vs_[A-Za-z0-9_-]{43})$/

/** Makes a visitor's secret: `vs_` and 256 random bits in base64url. The server keeps its hash only. */
export const newVisitorSecret = (): string => `vs_${randomBytes(32).toString("base64url")}`

/** The SHA-256 a secret is stored as. */
export const hashOfSecret = (secret: string): Uint8Array => createHash("sha256").update(secret).digest()

/** The hash of the secret in an `authorization` header; null when there is none of a secret's shape. */
export const secretHash = (authorization: string | undefined): Uint8Array | null => {
  const secret = scheme.exec(authorization ?? "")?.[1]
  return secret === undefined ? null : hashOfSecret(secret)
}
