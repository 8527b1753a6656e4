import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

const nonceBytes = 12
const tagBytes = 16

/**
 * Seals letters for the storage, whose files may be open to whoever knows their names: AES-256-GCM (NIST SP 800-38D) under a
 * key derived from `secret` for this use alone; nonce, sealed bytes, tag. `place` must be the same to open it.
 */
export const makeOriginalBox = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "original letters", 32))
  return {
    seal: (bytes: Uint8Array, place: string): Uint8Array => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    /** Null when it was sealed under another key, for another place, or was altered. */
    open: (sealed: Uint8Array, place: string): Uint8Array | null => {
      try {
        const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
          .setAAD(Buffer.from(place))
          .setAuthTag(sealed.subarray(-tagBytes))
        return Buffer.concat([cipher.update(sealed.subarray(nonceBytes, -tagBytes)), cipher.final()])
      } catch {
        return null
      }
    }
  }
}
