/** Longer ones are not repeated: five of them fit into one line of a letter (RFC 5322 §2.1.1). */
const atMost = 180

/** A Message-ID with its brackets, as a header of ours may repeat it; null for what isn't one, or none that a mailbox knows. */
export const repeatable = (bare: string): string | null =>
  bare.length <= atMost && /^[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+$/.test(bare) && !bare.endsWith("@unnamed") ? `<${bare}>` : null
