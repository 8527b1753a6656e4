import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { backupFolder } from "./tools/backupFolder.ts"
import { root } from "./root.ts"

const folder = mkdtempSync(join(tmpdir(), "clone-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What pictures and measures the product is for a checkout that was checked. */
const forMakers = ["gallery", "screenshots", "size"]
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly scripts: Readonly<Record<string, string>> } // this repository's own
const commands = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /--no-env-file (scripts\/\S+\.ts)/.exec(command)?.[1]
  return file === undefined || forMakers.includes(name) ? [] : [{ name, file }]
})

const transpiler = new Bun.Transpiler({ loader: "ts" })

/** Every file that is loaded before the first line of `file` runs; `wanted` are the imports that an installation must have brought. */
const loaded = (file: string, files = new Set<string>(), wanted: Array<string> = []) => {
  if (files.has(file)) return { files, wanted }
  files.add(file)
  for (const { kind, path } of transpiler.scanImports(readFileSync(join(root, file), "utf8"))) {
    if (kind !== "import-statement") continue
    if (path.startsWith(".")) loaded(join(dirname(file), path), files, wanted)
    else if (!/^(node|bun):/.test(path)) wanted.push(`${path} in ${file}`)
  }
  return { files, wanted }
}

describe("A clone that was never started", () => {
  it("has these commands", () => {
    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(["up", "start", "dev", "check", "backup", "restore", "doctor", "demo-login"]))
  })

  for (const { file, name } of commands) {
    it(`loads nothing that is yet to be installed for \`bun run ${name}\``, () => {
      expect(loaded(file).wanted).toEqual([])
    })
  }

  for (const name of ["backup", "restore", "doctor", "demo-login"]) {
    it(`installs first for \`bun run ${name}\`, and says so where it can't`, () => {
      const clone = mkdtempSync(join(folder, "of-"))
      const file = commands.find((command) => command.name === name)?.file ?? ""
      for (const each of loaded(file).files) {
        mkdirSync(dirname(join(clone, each)), { recursive: true })
        cpSync(join(root, each), join(clone, each))
      }
      // What nobody can install: the installer refuses it without asking anyone.
      writeFileSync(join(clone, "bun.lock"), "{")
      writeFileSync(join(clone, "package.json"), '{ "name": "clone", "dependencies": { "effect": "4.1.0" } }')
      const { status, stderr, stdout } = spawnSync(process.execPath, ["--no-env-file", file, join(clone, "backup")], {
        cwd: clone, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: clone }, timeout: 20_000,
      })
      expect(stderr).toContain("Installing dependencies")
      expect(stderr).toContain("The dependencies could not be installed")
      expect(stderr).not.toContain("Cannot find module")
      expect(stdout).toBe("")
      expect(status).toBe(1)
    })
  }
})

it("a tool that brought its installation runs with it at once, on the words it was given and where it was called", () => {
  const clone = mkdtempSync(join(folder, "whole-"))
  for (const each of loaded("scripts/restore.ts").files) {
    mkdirSync(dirname(join(clone, each)), { recursive: true })
    cpSync(join(root, each), join(clone, each))
  }
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(clone, file)), { recursive: true })
    writeFileSync(join(clone, file), text)
  }
  cpSync(join(root, "bunfig.toml"), join(clone, "bunfig.toml"))
  put("package.json", '{ "name": "clone", "dependencies": { "brought": "file:./brought" } }')
  put("brought/package.json", '{ "name": "brought", "version": "1.0.0", "type": "module", "exports": { "./word": "./word.js" } }')
  put("brought/word.js", 'export const word = "here"')
  put("scripts/tools/restore.ts", 'import { word } from "brought/word"\nconsole.log(word, process.argv.slice(2).join("+"), process.cwd())\nprocess.exitCode = 3')
  const run = (cwd: string, ...args: ReadonlyArray<string>) => spawnSync(process.execPath, args, {
    cwd, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: clone }, timeout: 20_000,
  })
  expect(run(clone, "install", "--lockfile-only").stderr).not.toContain("error")
  for (const installs of [true, false]) {
    const { status, stderr, stdout } = run(clone, "--no-env-file", "scripts/restore.ts", "a", "b c")
    expect(stdout + stderr.replace(/^.*Installing.*\n/gm, "")).toBe(`here a+b c ${realpathSync(clone)}\n`)
    expect(stderr.includes("Installing dependencies")).toBe(installs)
    expect(status).toBe(3)
  }
})

it("a backup made where it is made by itself is none of the repository's files, nor the image's", () => {
  const name = backupFolder(new Date("2026-02-03T04:05:06Z"))
  expect(name).toBe("cossistant-backup-2026-02-03T04-05-06")
  const covers = (list: string) => readFileSync(join(root, list), "utf8").split("\n").some((line) => {
    const pattern = line.replace(/^\*\*\//, "").replace(/\/$/, "")
    return pattern !== "" && new Bun.Glob(pattern).match(name)
  })
  expect([".gitignore", "infra/container/Dockerfile.dockerignore"].filter((list) => !covers(list))).toEqual([])
})
