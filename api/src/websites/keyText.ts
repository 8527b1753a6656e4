import type { ApiKeyType } from "@cossistant/core/websites/ApiKey"
import { createHmac, randomBytes } from "node:crypto"

/** Makes a key's text: `pk_live_`, `pk_test_`, `sk_live_` or `sk_test_` and 256 random bits in hex. */
export const newKeyText = (keyType: ApiKeyType, isTest: boolean): string =>
  `${keyType === "public" ? "pk" : "sk"}_${isTest ? "test" : "live"}_${randomBytes(32).toString("hex")}`

/**
 * What a key is stored and found under: a public key as it is, a private one as its HMAC-SHA-256 under `secret`.
 * Undefined when the text has no key's shape (`live_` may be missing: older keys have none).
 */
export const keyLookup = (text: string, secret: string): string | undefined => {
  const kind = /^(pk|sk)_(live_|test_)?[0-9a-f]{64}$/.exec(text)?.[1]
  if (kind === undefined) return undefined
  return kind === "pk" ? text : createHmac("sha256", secret).update(text).digest("hex")
}
