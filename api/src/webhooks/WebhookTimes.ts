import * as Context from "effect/Context"

/** The rhythm of webhooks, in milliseconds. */
export const WebhookTimes = Context.Reference("api/webhooks/WebhookTimes", {
  defaultValue: () => ({
    /** Between two looks for changes and for what is due. */
    pause: 1_000,
    /** How long a receiver may take to answer. */
    timeout: 15_000,
    /** Whoever took a delivery and crashed is followed by another after this time. */
    lease: 60_000,
    /** After the first failure, after the second …; a delivery that failed once more than these is given up. */
    pauses: [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000] as ReadonlyArray<number>,
    /** How long a replaced secret signs along. */
    oldSecret: 86_400_000,
    /** How long the log goes back. */
    kept: 30 * 86_400_000
  })
})
