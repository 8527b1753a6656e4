import { signIdentity } from "@cossistant/core/server"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { samplesOf } from "./samples.ts"

interface Vector {
  readonly secret: string
  readonly websiteId: string
  readonly externalId: string
  readonly email?: string
  readonly now: number
  readonly token: string
}

const samples = samplesOf("docs/signing-identity.md", readFileSync(join(root, "docs/signing-identity.md"), "utf8"))
const codeOf = (language: string) => samples.find((sample) => sample.language === language)?.code ?? ""
// The page says what each has; a vector that lacks something fails below.
const vectors = JSON.parse(codeOf("json")) as ReadonlyArray<Vector>
const quoted = (value: unknown) => JSON.stringify(value)
const seconds = (now: number) => (now % 1000 === 0 ? String(now / 1000) : (now / 1000).toFixed(3))

const folder = mkdtempSync(join(tmpdir(), "signing-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** How each language signs a vector and prints the token, and what runs it. */
const languages = {
  python: { file: "sign.py", command: ["python3"], print: ({ email, externalId, now, secret, websiteId }: Vector) =>
    `print(sign_identity(${quoted(secret)}, ${quoted(websiteId)}, ${quoted(externalId)}, ${email === undefined ? "None" : quoted(email)}, now=${seconds(now)}))` },
  php: { file: "sign.php", command: ["php"], print: ({ email, externalId, now, secret, websiteId }: Vector) =>
    `echo sign_identity(${quoted(secret)}, ${quoted(websiteId)}, ${quoted(externalId)}, ${quoted(email ?? null)}, now: ${seconds(now)}), "\\n";` },
  ruby: { file: "sign.rb", command: ["ruby"], print: ({ email, externalId, now, secret, websiteId }: Vector) =>
    `puts sign_identity(secret: ${quoted(secret)}, website_id: ${quoted(websiteId)}, external_id: ${quoted(externalId)}, email: ${email === undefined ? "nil" : quoted(email)}, now: ${seconds(now)})` },
  go: { file: "sign.go", command: ["go", "run"], print: ({ email = "", externalId, now, secret, websiteId }: Vector) =>
    `token, _ := SignIdentity(${quoted(secret)}, ${quoted(websiteId)}, ${quoted(externalId)}, ${quoted(email)}, ${now})\nprintln2(token)` },
} as const

const programIn = (language: keyof typeof languages): string => {
  const prints = vectors.map(languages[language].print)
  if (language !== "go") return [codeOf(language), ...prints].join("\n")
  const body = prints.map((print) => `{\n${print.replace("println2(token)", "os.Stdout.WriteString(token + \"\\n\")")}\n}`).join("\n")
  return `${codeOf("go").replace("package support", "package main").replace("import (", "import (\n\t\"os\"")}\nfunc main() {\n${body}\n}\n`
}

describe("signing an identity as the documentation says", () => {
  it("gives the published tokens", async () => {
    assert.isAbove(vectors.length, 1)
    for (const { token, now, ...claims } of vectors) assert.strictEqual(await signIdentity(claims, now), token)
  })

  for (const [name, { command, file }] of Object.entries(languages)) {
    // A machine without the language can't try it; the page's code is the same everywhere.
    it.skipIf(Bun.which(command[0]) === null)(`gives them in ${name}, too`, async () => {
      // The key is one of the object it was listed from.
      writeFileSync(join(folder, file), programIn(name as keyof typeof languages))
      const { code, output } = await runProgram([...command, join(folder, file)], { capture: true, cwd: folder })
      assert.deepStrictEqual([code, output.trim().split("\n")], [0, vectors.map(({ token }) => token)], output)
    }, 60_000)
  }
})
