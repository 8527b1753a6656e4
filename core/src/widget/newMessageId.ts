import { randomText } from "../conversations/randomText.ts"

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Makes a ULID (github.com/ulid/spec): 48 bits of time, 80 random bits, so that ids of one tab sort by time. */
export const newMessageId = (now: number, randomBytes: (count: number) => Uint8Array): string => {
  let time = ""
  for (let rest = now; time.length < 10; rest = Math.floor(rest / 32)) time = letters.charAt(rest % 32) + time
  return time + randomText(letters, 16, randomBytes)
}
