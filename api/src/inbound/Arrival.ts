import type { Peer, Verdicts } from "./authentication.ts"

/** A letter as a door hands it over: the bytes as they came, and what the door knows besides. */
export interface Arrival {
  readonly door: "resend" | "ses" | "smtp"
  /** The head alone when it is `tooLarge`. */
  readonly raw: Uint8Array
  /** Its size and where it lies, for the team: the letter is larger than any door takes, and becomes no message. */
  readonly tooLarge?: string
  readonly envelope: {
    /** SMTP's MAIL FROM: "" for a report, null where the door doesn't know it. */
    readonly from: string | null
    /** SMTP's RCPT TO. */
    readonly to: ReadonlyArray<string>
  }
  readonly verdicts: Verdicts
  /** Set for our own listener only: nobody else checked this sender. */
  readonly peer: Peer | null
}

/** All that must be known of a letter to decide on it anew, beside the letter itself. */
export type Envelope = Pick<Arrival, "door" | "verdicts" | "peer"> & { readonly from: string | null }

/** The largest letter any door takes, in bytes. */
export const letterAtMost = 20 * 1024 * 1024
