export const ratings = [1, 2, 3, 4, 5] as const

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }

/** The rating that a key chooses in a radio group of them, round and round; null for any other key. */
export const ratingAfterKey = (value: number | null, key: string): number | null => {
  const step = steps[key]
  if (step === undefined) return null
  return value === null ? step > 0 ? 1 : 5 : (value - 1 + step + 5) % 5 + 1
}
