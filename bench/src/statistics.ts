/** The value below which the given share (0–1) of the values lies; nearest rank. */
export const percentile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: ReadonlyArray<number>): number => percentile(values, 0.5)

/** Element by element: of pairs measured one after the other. */
export const ratios = (ours: ReadonlyArray<number>, floor: ReadonlyArray<number>): ReadonlyArray<number> =>
  ours.map((value, n) => value / (floor[n] ?? Number.NaN))
