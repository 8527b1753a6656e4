import { createHash, createHmac, timingSafeEqual } from "node:crypto"

/** The prefix of the cookies members get. */
export const cookiePrefix = "cossistant-auth"

/** The form of a session's token that the database holds. */
export const hashSessionToken = (token: string): string => createHash("sha256").update(token).digest("base64url")

/**
 * The session token of a `Cookie` header, null when there is none or its signature isn't ours. The value is better-auth's:
 * `token.signature`, percent-encoded, where the signature is HMAC-SHA-256 under the secret, as base64. Over https the name
 * starts with `__Secure-`, which browsers accept from https only (RFC 6265bis §4.1.3.1).
 */
export const readSessionToken = (header: string | null, options: { readonly secret: string; readonly secure: boolean }): string | null => {
  const name = `${options.secure ? "__Secure-" : ""}${cookiePrefix}.session_token=`
  const pair = header?.split(";").map((part) => part.trim()).find((part) => part.startsWith(name))
  if (pair === undefined) return null
  const [token, signature] = decode(pair.slice(name.length)).split(/\.(?=[^.]*$)/)
  if (token === undefined || signature === undefined) return null
  const given = Buffer.from(signature, "base64")
  const ours = createHmac("sha256", options.secret).update(token).digest()
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}
