import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"
import type { Ticket } from "./Storage.ts"

/** Signs tickets and knows its own signatures again, under a key derived from `secret` for this use alone. */
export const makeGrantSignature = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "upload grant", 32))
  const mac = (ticket: Ticket) =>
    createHmac("sha256", key).update([ticket.key, ticket.size, ticket.mediaType, ticket.expiresAt].join("\n")).digest()

  return {
    /** `<expiresAt>.<size>.<signature>`: with the key and the type of the request, all of the ticket. */
    sign: (ticket: Ticket): string => `${ticket.expiresAt}.${ticket.size}.${mac(ticket).toString("base64url")}`,

    /** The ticket a request carries, or undefined when it isn't ours, was altered or has expired at `now`. */
    verify: (request: { readonly key: string; readonly mediaType: string; readonly grant: string; readonly now: number }): Ticket | undefined => {
      const [expiresAt, size, signature] = request.grant.split(".")
      const ticket = { key: request.key, mediaType: request.mediaType, size: Number(size), expiresAt: Number(expiresAt) }
      const expected = mac(ticket)
      const given = Buffer.from(signature ?? "", "base64url")
      return given.length === expected.length && timingSafeEqual(given, expected) && ticket.expiresAt > request.now ? ticket : undefined
    }
  }
}
