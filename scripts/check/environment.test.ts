import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { testEnvironment } from "./environment.ts"
import { type TestProject, vitestCommand } from "./testProject.ts"

const project: TestProject = { name: "api", folder: "api", runtime: "bun", limitMinutes: 1 }
const scratch = mkdtempSync(join(tmpdir(), "poisoned-"))
const checkout = join(scratch, "checkout")

/** What one test process sees, started in a checkout whose `.env` is poisonous, by a caller whose environment is, too. */
const seenBy = async (command: ReadonlyArray<string>, long = false): Promise<Record<string, string>> => {
  const { code, output } = await runProgram(command, {
    cwd: checkout,
    env: testEnvironment({ scratch, temporary: scratch, chromium: undefined, long }),
    capture: true,
  })
  expect(code, output).toBe(0)
  return JSON.parse(readFileSync(join(checkout, "seen.json"), "utf8"))
}

beforeAll(() => {
  mkdirSync(checkout)
  symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"))
  writeFileSync(join(checkout, ".env"), "DATABASE_URL=postgres://poison/from-file\nFROM_FILE=poison\n")
  writeFileSync(
    join(checkout, "vitest.workspace.ts"),
    `export default { test: { projects: [{ test: { name: "api", include: ["seen.test.ts"] } }] } }`,
  )
  writeFileSync(
    join(checkout, "seen.test.ts"),
    `import { writeFileSync } from "node:fs"
    import { it } from "vitest"
    it("writes what it sees", () => writeFileSync("seen.json", JSON.stringify(process.env)))`,
  )
  process.env["FROM_CALLER"] = "poison"
})

afterAll(() => {
  delete process.env["FROM_CALLER"]
  rmSync(scratch, { recursive: true, force: true })
})

it("a test process sees neither the checkout's .env nor the caller's environment", async () => {
  const seen = await seenBy(vitestCommand(project, join(scratch, "report.json")))
  expect(Object.keys(seen)).not.toContain("DATABASE_URL")
  expect(Object.values(seen)).not.toContain("poison")
  expect(seen["HOME"]).toBe(join(scratch, "home"))
})

it("a long test's process knows whom the network trusts, and nothing else of the caller's", async () => {
  const authorities = join(scratch, "authorities.pem")
  writeFileSync(authorities, "")
  vi.stubEnv("NODE_EXTRA_CA_CERTS", authorities)
  const command = vitestCommand(project, join(scratch, "report.json"))
  const [long, short] = [await seenBy(command, true), await seenBy(command)]
  vi.unstubAllEnvs()
  expect([long["NODE_EXTRA_CA_CERTS"], short["NODE_EXTRA_CA_CERTS"]]).toEqual([authorities, undefined])
  expect(Object.values(long)).not.toContain("poison")
})

it("the planted .env is poisonous: without --no-env-file it is read", async () => {
  const command = vitestCommand(project, join(scratch, "report.json")).filter((word) => word !== "--no-env-file")
  expect(await seenBy(command)).toMatchObject({ DATABASE_URL: "postgres://poison/from-file", FROM_FILE: "poison" })
})
