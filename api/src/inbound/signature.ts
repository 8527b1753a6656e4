import { createHmac, timingSafeEqual } from "node:crypto"

/** How far a caller's clock may be off, and how long a call may take, in ms. */
const windowMs = 5 * 60_000

/** Why a call isn't believed. */
export type Unbelieved = "no_secret" | "unsigned" | "wrong_signature" | "stale" | "replayed"

/**
 * Checks a bridge's signature: HMAC-SHA-256 in hex over `<timestamp>.<body>`, with or without `sha256=` before it. Null when
 * it is the bridge's; whether that was lately is asked before the body is read (`isTimely`).
 */
export const checkBridge = (call: {
  readonly secret: string
  readonly timestamp: string
  readonly signature: string
  readonly body: Uint8Array
}): Unbelieved | null => {
  const { body, secret, signature, timestamp } = call
  const text = signature.trim().toLowerCase().replace(/^sha256=/, "")
  // What stands behind the digits would be read as nothing: one call would have as many signatures as one likes.
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(text) ? text : "", "hex")
  const ours = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest()
  return given.length === ours.length && timingSafeEqual(given, ours) ? null : "wrong_signature"
}

/** Whether a timestamp of a call is near enough: seconds or milliseconds since 1970, as digits. */
export const isTimely = (timestamp: string, now: number): boolean => {
  if (!/^\d{10,13}$/.test(timestamp)) return false
  const at = Number(timestamp) * (timestamp.length > 11 ? 1 : 1000)
  return Math.abs(now - at) <= windowMs
}
