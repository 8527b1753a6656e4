/** Milliseconds: how long to wait at most after so many failures; to be taken with full jitter. */
export const backOff = (attempts: number): number => Math.min(30_000, 1_000 * 2 ** attempts)
