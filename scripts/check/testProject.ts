import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { type CheckRun, testEnvironment } from "./environment.ts"
import type { Outcome } from "./Outcome.ts"
import { readResults } from "./readResults.ts"

/** A vitest project: where its files are, what runs it, and how long it may take in all. */
export interface TestProject {
  readonly name: string
  readonly folder: string
  readonly runtime: "bun" | "node"
  readonly limitMinutes: number
  /** Each file starts servers or browsers of its own: one at a time. */
  readonly oneFileAtATime?: true
  /** Opens pages of the real server in Chromium. */
  readonly inBrowser?: true
}

/** Every project of `vitest.workspace.ts`, in the order of a run: the quick ones first. */
export const testProjects: ReadonlyArray<TestProject> = [
  { name: "scripts", folder: "scripts", runtime: "bun", limitMinutes: 3 },
  { name: "core", folder: "core/src", runtime: "node", limitMinutes: 5 },
  { name: "bridges", folder: "infra", runtime: "bun", limitMinutes: 3 },
  { name: "react", folder: "widget-react/src", runtime: "node", limitMinutes: 5 },
  { name: "react18", folder: "widget-react/src", runtime: "node", limitMinutes: 3 },
  { name: "solid", folder: "widget-solid/src", runtime: "node", limitMinutes: 5 },
  { name: "dashboard", folder: "dashboard/src", runtime: "node", limitMinutes: 5 },
  { name: "hosts", folder: "hosts/checks", runtime: "bun", limitMinutes: 6, oneFileAtATime: true, inBrowser: true },
  { name: "api", folder: "api/src", runtime: "bun", limitMinutes: 12 },
  { name: "e2e", folder: "e2e/src", runtime: "bun", limitMinutes: 12, oneFileAtATime: true, inBrowser: true },
]

/** How vitest is started for one project; `report` is the file its JSON report goes to. */
export const vitestCommand = ({ name, oneFileAtATime, runtime }: TestProject, report: string): ReadonlyArray<string> => [
  ...(runtime === "bun" ? [process.execPath, "--no-env-file", "--bun"] : [join(root, "node_modules/.bin/node")]),
  join(root, "node_modules/vitest/vitest.mjs"),
  "run", "--config", "vitest.workspace.ts", "--project", name,
  "--reporter", "default", "--reporter", "json", "--outputFile.json", report,
  ...(runtime === "bun" ? ["--pool", "threads"] : []), // the forks pool crashes under bun
  ...(oneFileAtATime ? ["--no-file-parallelism"] : []),
]

const hasTests = (folder: string, long: boolean) => {
  const files = new Bun.Glob(long ? "**/*.{test,long}.{ts,tsx}" : "**/*.test.{ts,tsx}").scanSync(join(root, folder))
  return [...files].some((file) => !file.includes("node_modules"))
}

/** Runs one project in a process of its own; undefined while it has no test file. */
export const runTests = async (project: TestProject, run: CheckRun): Promise<Outcome | undefined> => {
  if (!hasTests(project.folder, run.long)) return undefined
  const report = join(run.scratch, `${project.name}.json`)
  const end = await runProgram(vitestCommand(project, report), {
    env: testEnvironment(run),
    limitSeconds: project.limitMinutes * 60 * (run.long ? 10 : 1),
  })
  return readResults({ ...end, part: project.name, report: existsSync(report) ? readFileSync(report, "utf8") : undefined })
}
