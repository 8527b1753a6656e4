import { arrowStep } from "../dom/arrowStep.ts"

export const ratings = [1, 2, 3, 4, 5] as const

const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 }

/** The rating that a key chooses in `group`, a radio group of them, round and round; null for any other key. */
export const ratingAfterKey = (value: number | null, key: string, group: Element): number | null => {
  const step = steps[key] ?? arrowStep(key, group)
  if (step === 0) return null
  return value === null ? step > 0 ? 1 : 5 : (value - 1 + step + 5) % 5 + 1
}
