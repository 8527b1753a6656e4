import type { Outcome } from "./Outcome.ts"

const sum = (outcomes: ReadonlyArray<Outcome>, of: "passed" | "failed" | "skipped" | "seconds") =>
  outcomes.reduce((total, outcome) => total + outcome[of], 0)

const seconds = (value: number) => `${value.toFixed(1)} s`.padStart(9)

/** The closing report: parts, the ten slowest suites, what failed, and as its last line `N passed, N failed`. */
export const report = (outcomes: ReadonlyArray<Outcome>): string => {
  const parts = outcomes.map(({ failed, part, passed, seconds: took, skipped }) =>
    `${seconds(took)}  ${part.padEnd(10)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
  const slowest = outcomes.flatMap(({ suites }) => suites).sort((a, b) => b.seconds - a.seconds).slice(0, 10)
  const failures = outcomes.flatMap((outcome) => outcome.failures)
  return [
    "",
    ...parts,
    ...(slowest.length > 0 ? ["", "Slowest suites", ...slowest.map(({ file, seconds: took }) => `${seconds(took)}  ${file}`)] : []),
    ...(failures.length > 0 ? ["", "Failed", ...failures.map((failure) => `  ${failure}`)] : []),
    "",
    `${sum(outcomes, "passed")} passed, ${sum(outcomes, "failed")} failed`,
  ].join("\n")
}

/** Whether everything passed, and there was something to pass. */
export const allPassed = (outcomes: ReadonlyArray<Outcome>): boolean =>
  sum(outcomes, "failed") === 0 && sum(outcomes, "passed") > 0
