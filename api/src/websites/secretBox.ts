import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

const nonceBytes = 12
const tagBytes = 16

/**
 * Seals text with AES-256-GCM (NIST SP 800-38D) under a key derived from `secret`: nonce, sealed text, tag. `place` names the
 * row it belongs to and must be the same to open it, so that a sealed text moved elsewhere doesn't open.
 */
export const makeSecretBox = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "identity secrets", 32))
  return {
    seal: (text: string, place: string): Uint8Array => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
    },
    /** Throws when the text was sealed under another key, for another place, or was altered. */
    open: (sealed: Uint8Array, place: string): string => {
      const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(place))
        .setAuthTag(sealed.subarray(-tagBytes))
      return Buffer.concat([cipher.update(sealed.subarray(nonceBytes, -tagBytes)), cipher.final()]).toString("utf8")
    }
  }
}
