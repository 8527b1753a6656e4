import { expect, it } from "vitest"
import { readResults } from "./readResults.ts"
import { allPassed, report } from "./report.ts"
import { single } from "./Outcome.ts"

const file = (name: string, status: string, ...tests: ReadonlyArray<string>) => ({
  name: `/checkout/${name}`,
  status,
  startTime: 1_000,
  endTime: 3_500,
  assertionResults: tests.map((test) => ({ fullName: `sends ${test}`, status: test })),
})
const run = (testResults: ReadonlyArray<ReturnType<typeof file>>, code = 0) =>
  readResults({ part: "api", code, seconds: 3, timedOut: false, report: JSON.stringify({ testResults }) })

it("counts passed, failed and skipped tests and names the failed ones", () => {
  const outcome = run([file("a.test.ts", "failed", "passed", "failed", "pending"), file("b.test.ts", "passed", "passed")], 1)
  expect(outcome).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
  expect(outcome.failures).toEqual([expect.stringContaining("a.test.ts: sends failed")])
})

it("a file that can't be loaded is one failure", () => {
  expect(run([file("a.test.ts", "failed"), file("b.test.ts", "passed", "passed")], 1)).toMatchObject({ passed: 1, failed: 1 })
})

it("an unhandled error beside passing tests is one failure", () => {
  expect(run([file("a.test.ts", "passed", "passed")], 1)).toMatchObject({ passed: 1, failed: 1 })
})

it("a project that has files but runs no test fails", () => {
  expect(run([])).toMatchObject({ passed: 0, failed: 1 })
  expect(run([file("a.test.ts", "passed", "pending")])).toMatchObject({ passed: 0, failed: 1 })
})

it("a crash without a report, and a run past its limit, are one failure each", () => {
  const end = { part: "api", report: undefined, seconds: 3 }
  expect(readResults({ ...end, code: 134, timedOut: false })).toMatchObject({ passed: 0, failed: 1 })
  expect(readResults({ ...end, code: 137, timedOut: true })).toMatchObject({ passed: 0, failed: 1 })
})

it("the report's last line adds up every part, and the slowest suite stands first", () => {
  const outcomes = [single("lint", 1), single("types", 2, "types: see above"), run([file("a.test.ts", "passed", "passed", "passed")])]
  expect(report(outcomes).split("\n").at(-1)).toBe("3 passed, 1 failed")
  expect(report(outcomes)).toMatch(/Slowest suites\n\s+2\.5 s {2}\S*a\.test\.ts/)
  expect(allPassed(outcomes)).toBe(false)
  expect(allPassed([single("lint", 1)])).toBe(true)
  expect(allPassed([])).toBe(false)
})
