/** What one part of `check` found. A part that could not run at all counts as one failure. */
export interface Outcome {
  readonly part: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  readonly suites: ReadonlyArray<Suite>
  readonly failures: ReadonlyArray<string>
}

/** One test file and how long it took. */
export interface Suite {
  readonly part: string
  readonly file: string
  readonly seconds: number
}

/** The outcome of a part that is one check by itself, such as lint. */
export const single = (part: string, seconds: number, failure?: string): Outcome => ({
  part,
  passed: failure === undefined ? 1 : 0,
  failed: failure === undefined ? 0 : 1,
  skipped: 0,
  seconds,
  suites: [],
  failures: failure === undefined ? [] : [failure],
})
