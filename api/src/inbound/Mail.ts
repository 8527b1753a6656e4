/** A file that came with a letter, as the letter calls it. */
export interface MailFile {
  readonly filename: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Its name inside the letter's HTML (RFC 2392), without brackets; null when nothing points at it. */
  readonly cid: string | null
  /** It belongs into the text rather than beside it. */
  readonly isInline: boolean
}

/** A letter, read: whatever door it came through and however broken it was. Nothing of it is believed yet. */
export interface Mail {
  /** Without angle brackets. A letter without one has a hash of its own words instead: the same at each delivery. */
  readonly messageId: string
  readonly references: ReadonlyArray<string>
  /** Lower-cased address; null when the letter names none, or more than one. */
  readonly from: { readonly address: string; readonly name: string } | null
  readonly to: ReadonlyArray<string>
  readonly cc: ReadonlyArray<string>
  /** Every address any header says the letter is for, lower-cased, each once. */
  readonly addressees: ReadonlyArray<string>
  readonly subject: string
  readonly date: Date | null
  readonly text: string | null
  readonly html: string | null
  readonly files: ReadonlyArray<MailFile>
  /** Values of a header by its lower-case name, unfolded, in the letter's order. */
  readonly header: (name: string) => ReadonlyArray<string>
  /** The machine's part of a delivery report (RFC 3464). */
  readonly deliveryStatus: string | null
}
