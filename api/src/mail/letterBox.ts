import { makeSecretBox } from "../websites/secretBox.ts"
import type { Letter } from "./Mailer.ts"

/** Keeps letters that wait: sealed, since links in them hold secrets, and for their own recipient only. */
export const makeLetterBox = (secret: string) => {
  const box = makeSecretBox(secret)
  return {
    seal: (letter: Letter, recipient: string): Uint8Array => box.seal(JSON.stringify(letter), `letter to ${recipient}`),
    /** Null when it can't be opened: the key has changed. */
    open: (sealed: Uint8Array, recipient: string): Letter | null => {
      try {
        const { scheduledAt, ...letter } = JSON.parse(box.open(sealed, `letter to ${recipient}`))
        return scheduledAt === undefined ? letter : { ...letter, scheduledAt: new Date(scheduledAt) }
      } catch {
        return null
      }
    }
  }
}
