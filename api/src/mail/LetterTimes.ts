import * as Context from "effect/Context"

/** The rhythm of the mail queue, in milliseconds. */
export const LetterTimes = Context.Reference("api/mail/LetterTimes", {
  defaultValue: () => ({
    /** Pause between two looks at an idle queue; a letter posted on this node leaves at once. */
    look: 2000,
    /** How long a provider may take to answer. */
    answer: 45_000,
    /** How long a taken letter is nobody else's; longer than `answer`. */
    lease: 120_000,
    /** The pause after the first failure; four times as long after each further one. */
    pauseMs: 30_000,
    /** How long letters that are being sent may go on when the program stops. */
    drain: 4000
  })
})
