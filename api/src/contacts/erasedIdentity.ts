import { createHmac, hkdfSync } from "node:crypto"

/**
 * What is known of a person who was erased: HMAC-SHA-256 of the external id under a key derived from `secret` for this use
 * alone. It tells nobody who that was, and is the same for the same person of the same site and kind of data.
 */
export const makeErasedIdentity = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "erased identity", 32))
  return (websiteId: string, isTest: boolean, externalId: string): Uint8Array =>
    createHmac("sha256", key).update(JSON.stringify([websiteId, isTest, externalId])).digest()
}
