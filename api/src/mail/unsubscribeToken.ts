import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** Makes and knows the tokens of unsubscribe links: the letter's name and its HMAC-SHA-256, under a key for this use alone. */
export const makeUnsubscribeToken = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "unsubscribe", 32))
  const mac = (letterId: string) => createHmac("sha256", key).update(letterId).digest()
  return {
    tokenOf: (letterId: string): string => `${letterId}.${mac(letterId).toString("base64url")}`,
    /** The letter's name, or undefined when the token isn't ours. */
    letterOf: (token: string): string | undefined => {
      const [letterId = "", signature = ""] = token.split(".")
      const given = Buffer.from(signature, "base64url")
      const expected = mac(letterId)
      return given.length === expected.length && timingSafeEqual(given, expected) ? letterId : undefined
    }
  }
}
