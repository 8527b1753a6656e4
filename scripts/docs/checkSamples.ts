import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { hostNames, reactHostNames } from "./hostNames.ts"
import { packagePaths } from "./packagePaths.ts"
import type { Sample } from "./samples.ts"

interface Kind {
  readonly name: "react" | "solid"
  readonly jsx: Readonly<Record<string, string>>
  readonly host: string
  /** Folders of `docs/examples` that belong to it. */
  readonly examples: ReadonlyArray<string>
}

const kinds: ReadonlyArray<Kind> = [
  { name: "react", jsx: { jsx: "react-jsx" }, host: hostNames + reactHostNames, examples: ["next", "react", "templates/react"] },
  { name: "solid", jsx: { jsx: "preserve", jsxImportSource: "solid-js" }, host: hostNames, examples: ["solid", "templates/solid"] },
]

const kindOf = ({ code }: Sample): Kind["name"] => /from "(@cossistant\/solid|solid-js)/.test(code) ? "solid" : "react"

const complaint = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/

/** Type-checks what is of one kind against the sources of our packages, as an app with strict settings would. */
const checkKind = async (kind: Kind, samples: ReadonlyArray<Sample>, folder: string, withExamples: boolean): Promise<ReadonlyArray<string>> => {
  const place = join(folder, kind.name)
  mkdirSync(place, { recursive: true })
  const files = new Map(samples.map((sample, index) => [join(place, `${index}.${sample.language}`), sample]))
  for (const [file, { code }] of files) {
    writeFileSync(file, /^(import|export)\b/m.test(code) ? code : `${code}\nexport {}\n`)
  }
  writeFileSync(join(place, "host.d.ts"), kind.host)
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify({
    compilerOptions: {
      target: "ES2024", lib: ["ES2024", "DOM", "DOM.Iterable"], module: "ESNext", moduleResolution: "Bundler", ...kind.jsx,
      strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, allowImportingTsExtensions: true, noEmit: true,
      types: ["node"], typeRoots: [join(root, "node_modules/@types")], paths: packagePaths(),
    },
    include: [".", ...(withExamples ? kind.examples.map((example) => join(root, "docs/examples", example)) : [])],
  }))
  const { output } = await runProgram([join(root, "node_modules/.bin/tsc"), "-p", place, "--pretty", "false"], { capture: true })
  const examples = join(root, "docs/examples")
  return output.split("\n").flatMap((line) => {
    const [, path = "", at = "", message = ""] = complaint.exec(line) ?? []
    const file = resolve(root, path)
    const sample = files.get(file)
    if (sample !== undefined) return [`${sample.page}:${sample.line + Number(at) - 1}: ${message}`]
    // Our packages' own sources have checks of their own.
    return path !== "" && file.startsWith(examples) ? [`${relative(root, file)}:${at}: ${message}`] : []
  })
}

/**
 * Type-checks every `ts` and `tsx` sample, with `examples` also `docs/examples`. Answers with a line for each mistake:
 * page, line, message. `folder` is where the samples are written, inside the repository so that packages are found.
 */
export const checkSamples = async (samples: ReadonlyArray<Sample>, { examples, folder }: {
  readonly examples: boolean
  readonly folder: string
}): Promise<ReadonlyArray<string>> => {
  rmSync(folder, { recursive: true, force: true })
  const typed = samples.filter(({ language }) => language === "ts" || language === "tsx")
  const found = await Promise.all(kinds.map((kind) => checkKind(kind, typed.filter((sample) => kindOf(sample) === kind.name), folder, examples)))
  return found.flat()
}
