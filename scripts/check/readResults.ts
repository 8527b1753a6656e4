import { relative } from "node:path"
import { root } from "../root.ts"
import type { Outcome } from "./Outcome.ts"

interface Results {
  readonly testResults: ReadonlyArray<{
    readonly name: string
    readonly status: string
    readonly startTime: number
    readonly endTime: number
    readonly assertionResults: ReadonlyArray<{ readonly fullName: string; readonly status: string }>
  }>
}

/** How the test process ended: what its JSON report says, and what can only be seen from outside. */
export interface TestRun {
  readonly part: string
  readonly report: string | undefined
  readonly code: number
  readonly seconds: number
  readonly timedOut: boolean
}

/**
 * Adds up one test process. What has no failing test to its name counts as one failure, too: a file that could not be
 * loaded, a run past its time limit, an unhandled error beside passing tests, and a project that ran nothing.
 */
export const readResults = ({ code, part, report, seconds, timedOut }: TestRun): Outcome => {
  const results: Results = report === undefined ? { testResults: [] } : JSON.parse(report)
  const files = results.testResults.map((file) => ({ ...file, path: relative(root, file.name) }))
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.path })))
  const failures = tests.filter(({ status }) => status === "failed").map(({ file, fullName }) => `${file}: ${fullName}`)
  const passed = tests.filter(({ status }) => status === "passed").length

  for (const file of files) {
    const named = file.assertionResults.some(({ status }) => status === "failed")
    if (file.status === "failed" && !named) failures.push(`${file.path}: the file could not be run`)
  }
  if (timedOut) failures.push(`${part}: stopped at its time limit`)
  else if (code !== 0 && failures.length === 0) failures.push(`${part}: ended with code ${code} beside its tests (an unhandled error, or a crash)`)
  else if (passed + failures.length === 0) failures.push(`${part}: has test files but ran no test`)

  return {
    part,
    passed,
    failed: failures.length,
    skipped: tests.length - passed - tests.filter(({ status }) => status === "failed").length,
    seconds,
    suites: files.map((file) => ({ part, file: file.path, seconds: (file.endTime - file.startTime) / 1000 })),
    failures,
  }
}
