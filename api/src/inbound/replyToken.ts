import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** Whose answers an address takes: the visitor's side of the conversation, or one member's. */
export interface ReplyRecipient {
  readonly type: "member" | "visitor"
  readonly id: string
}

export interface ReplyPlace {
  readonly websiteId: string
  readonly conversationId: string
  readonly recipient: ReplyRecipient
}

const letters = "abcdefghijklmnopqrstuvwxyz234567"

/** RFC 4648 base32 without padding, lower-case: mail servers may change the case of an address. */
const base32 = (bytes: Uint8Array): string => {
  let text = ""
  let [bits, held] = [0, 0]
  for (const byte of bytes) {
    held = (held << 8 | byte) & 0xffff
    bits += 8
    for (; bits >= 5; bits -= 5) text += letters[held >> (bits - 5) & 31]
  }
  return bits === 0 ? text : text + letters[held << (5 - bits) & 31]
}

/**
 * Makes and knows the tokens in reply addresses: 128 bits of HMAC-SHA-256 over site, conversation and recipient, under a
 * key derived from `secret` for this use alone. A conversation has one visitor, whose id may change while it lasts: the
 * token of the visitor's side stands for whoever it is.
 */
export const makeReplyToken = (secret: string) => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "reply address", 32))
  const tokenOf = ({ conversationId, recipient: { id, type }, websiteId }: ReplyPlace): string =>
    base32(createHmac("sha256", key).update(JSON.stringify([websiteId, conversationId, type, type === "visitor" ? "" : id])).digest().subarray(0, 16))
  return {
    tokenOf,
    /** Compared in constant time. */
    verify: (token: string, place: ReplyPlace): boolean => {
      const [given, ours] = [Buffer.from(token), Buffer.from(tokenOf(place))]
      return given.length === ours.length && timingSafeEqual(given, ours)
    }
  }
}

const localPart = /^(?:test-)?conv-(co[1-9a-np-z]{16})-([a-z2-7]{26})(?:\+.*)?$/

/** The part before the `@`: 50 of the 64 characters that RFC 5321 §4.5.3.1.1 allows. */
export const localPartOf = (conversationId: string, token: string): string => `conv-${conversationId.toLowerCase()}-${token}`

/** Conversation and token that a local part names, whatever its case; undefined when it is no address of a conversation. */
export const readLocalPart = (text: string): { readonly conversationId: string; readonly token: string } | undefined => {
  const [, id, token] = localPart.exec(text.toLowerCase()) ?? []
  return id === undefined || token === undefined ? undefined : { conversationId: id.toUpperCase(), token }
}
