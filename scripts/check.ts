import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { memoryFolder } from "../api/src/testing/memoryFolder.ts"
import { chromium, howToInstall } from "./check/chromium.ts"
import type { CheckRun } from "./check/environment.ts"
import { installFromDebian } from "./check/debian.ts"
import { type Outcome, single } from "./check/Outcome.ts"
import { allPassed, report } from "./check/report.ts"
import { runTests, testProjects } from "./check/testProject.ts"
import { browserBuilds, build, packagesBuild } from "./prepare/build.ts"
import { install } from "./prepare/install.ts"
import { Problem, runScript } from "./prepare/Problem.ts"
import { runProgram } from "./runProgram.ts"

const usage = `check [--only lint,types,${testProjects.map(({ name }) => name).join(",")}] [--long]`

const wanted = (part: string, only: ReadonlyArray<string>) => only.length === 0 || only.includes(part)

const tool = async (part: string, ...command: ReadonlyArray<string>): Promise<Outcome> => {
  const { code, seconds } = await runProgram([join("node_modules/.bin", "node"), ...command], { limitSeconds: 600 })
  return single(part, seconds, code === 0 ? undefined : `${part}: see its lines above`)
}

const check = async (only: ReadonlyArray<string>, run: CheckRun): Promise<ReadonlyArray<Outcome>> => {
  const outcomes: Array<Outcome> = []
  const title = (part: string) => console.log(`\n── ${part} ──`)

  if (wanted("lint", only)) {
    title("lint")
    outcomes.push(await tool("lint", "node_modules/oxlint/bin/oxlint", "--deny-warnings"))
  }
  if (wanted("types", only)) {
    title("types")
    outcomes.push(await tool("types", "node_modules/typescript/bin/tsc", "-b"))
  }
  for (const project of testProjects.filter(({ name }) => wanted(name, only))) {
    title(project.name)
    if (project.name === "scripts" || project.inBrowser) await build(packagesBuild)
    if (project.inBrowser) for (const each of browserBuilds) await build(each)
    if (project.inBrowser && run.chromium === undefined) outcomes.push(single(project.name, 0, howToInstall))
    else outcomes.push(...[await runTests(project, run)].filter((outcome) => outcome !== undefined))
  }
  return outcomes
}

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: "string" }, long: { type: "boolean", default: false } } })
  const only = (values.only ?? "").split(",").filter((part) => part !== "")
  const known = ["lint", "types", ...testProjects.map(({ name }) => name)]
  const unknown = only.filter((part) => !known.includes(part))
  if (unknown.length > 0) throw new Problem(`There is no part called ${unknown.join(", ")}.\n${usage}`)

  await install()
  const folderIn = (place: string) => {
    const folder = mkdtempSync(join(place, "cossistant-check-"))
    chmodSync(folder, 0o755) // the embedded Postgres may run as another user
    return folder
  }
  const scratch = folderIn(tmpdir())
  const temporary = folderIn(memoryFolder ?? scratch)
  process.on("exit", () => rmSync(temporary, { recursive: true, force: true }))
  // The bus over Redis is tested against the real one; where it can't be installed its cases are reported as skipped.
  if (wanted("api", only) && Bun.which("redis-server") === null) await installFromDebian(["redis-server"])
  const browser = testProjects.some(({ inBrowser, name }) => inBrowser && wanted(name, only)) ? await chromium() : undefined
  const outcomes = await check(only, { scratch, temporary, chromium: browser, long: values.long })
  const passed = allPassed(outcomes)
  if (passed) rmSync(scratch, { recursive: true, force: true })
  else console.log(`\nReports and artefacts of this run: ${scratch}`)
  console.log(report(outcomes))
  process.exit(passed ? 0 : 1)
})
