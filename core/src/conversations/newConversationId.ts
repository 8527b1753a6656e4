import { randomText } from "./randomText.ts"

/**
 * Makes a conversation id: `CO` and 16 random characters (81 bits).
 * `randomBytes(n)` gives n random bytes, by default from Web Crypto.
 */
export const newConversationId = (randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))): string =>
  `CO${randomText("123456789ABCDEFGHIJKLMNPQRSTUVWXYZ", 16, randomBytes)}`
