const letters = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"

/**
 * Makes a conversation id: `CO` and 16 random characters (81 bits).
 * `randomBytes(n)` gives n random bytes, by default from Web Crypto.
 */
export const newConversationId = (randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))): string => {
  let id = "CO"
  while (id.length < 18) {
    // 238 = 7 × 34: bytes above it would favour the first letters.
    for (const byte of randomBytes(24)) if (byte < 238 && id.length < 18) id += letters[byte % 34]
  }
  return id
}
