import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { gzipSync } from "node:zlib"
import { bundle, transform } from "lightningcss"
import { expect, it } from "vitest"
import { fullScreen } from "../dom/fillScreen.ts"

const here = import.meta.dirname
const root = join(here, "../../..")
/** Browsers that know neither nesting nor `light-dark()`: everything is written out. */
const targets = { chrome: 94 << 16, firefox: 93 << 16, safari: 16 << 16 }
const built = (name: string): string => bundle({ filename: join(here, name), minify: true, targets }).code.toString()

/** Every rule's selectors and declarations, without the at-rules around it. */
const rules = (css: string): ReadonlyArray<readonly [selectors: string, declarations: string]> =>
  [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors = "", declarations = ""]) => [selectors, declarations])

it("every selector is of the widget, and every keyframe has its name", () => {
  const css = built("styles.css")
  const frames = [...css.matchAll(/@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}/g)]
  expect(frames.map(([, name]) => name)).toEqual(expect.arrayContaining(["co-rise", "co-dot", "co-breathe", "co-appear"]))
  for (const [, name] of frames) expect(name).toMatch(/^co-/)
  const selectors = rules(css.replace(/@keyframes [\w-]+\{(?:[^{}]*\{[^{}]*\})*\}/g, ""))
    .map(([selector]) => selector.replace(/^.*;/s, "")).filter((selector) => !selector.startsWith("@") && selector !== "")
  expect(selectors.length).toBeGreaterThan(150)
  for (const selector of selectors) {
    expect(selector).toMatch(/\.co(?:ssistant|-[a-z])/)
    for (const [, name] of selector.matchAll(/\.([a-z][\w-]*)/g)) expect(name).toMatch(/^(?:co-[a-z-]+|cossistant|dark)$/)
  }
})

it("every documented token feeds a rule", async () => {
  const css = built("styles.css")
  const tokens = [...new Set([...(await readFile(join(here, "support.css"), "utf8")).matchAll(/var\(--co-(?:theme-)?([\w-]+)/g)].map(([, name = ""]) => name))]
  expect(tokens.length).toBe(37)
  const values = [...css.matchAll(/(--[\w-]+|[a-z-]+):([^;{}]+)/g)].map(([, name = "", value = ""]) => ({ name, value }))
  const isRead = (variable: string, seen: ReadonlyArray<string> = []): boolean =>
    values.some(({ name, value }) => value.includes(`var(${variable})`) || value.includes(`var(${variable},`)
      ? !name.startsWith("--") || (!seen.includes(name) && isRead(name, [...seen, name]))
      : false)
  for (const token of tokens) expect([token, isRead(`--co-theme-${token}`)]).toEqual([token, true])
})

it("every rounded corner follows the radius token; only faces and dots are round without it", () => {
  for (const [selector, declarations] of rules(built("styles.css"))) {
    for (const [, value = ""] of declarations.matchAll(/radius:([^;]+)/g)) {
      if (value === "50%") expect(selector).toMatch(/avatar|dot|availability|>i$/)
      else expect([selector, value]).toEqual([selector, expect.stringMatching(/var\(--co-(?:theme-)?r|^0$|^inherit$/)])
    }
  }
})

it("reduced motion ends every animation and leaves transitions their opacity", () => {
  const css = built("launcher.css")
  expect(css).toMatch(/prefers-reduced-motion:reduce\)\{\.cossistant,\.cossistant \*,\.cossistant :before,\.cossistant :after\{[^}]*animation-duration:1ms!important/)
})

it("weighs 7 kB at most compressed, and the launcher alone a quarter of that", () => {
  expect(gzipSync(built("styles.css")).length).toBeLessThanOrEqual(7_000)
  expect(gzipSync(built("launcher.css")).length).toBeLessThanOrEqual(1_600)
})

it("fills a phone's screen as high as it is just now, and keeps clear of its notch and its rounded corners", () => {
  // The same screens on which it is modal.
  const [, filled = ""] = built("panel.css").split(`@media ${fullScreen.replaceAll(/([:,]) /g, "$1")}{`)
  const [phone = ""] = /^[^@]*\.co-panel\[data-support-mode=["']?floating["']?\][^}]*\}/.exec(filled) ?? []
  expect(phone).toContain("var(--co-viewport,100dvh)")
  expect(fullScreen).toContain("(max-height: 480px) and (pointer: coarse)")
  for (const edge of ["top", "bottom", "left", "right"]) expect(phone).toContain(`env(safe-area-inset-${edge})`)
  const [, corner = ""] = /\.cossistant\{([^}]*position:fixed[^}]*)\}/.exec(built("launcher.css")) ?? []
  for (const edge of ["bottom", "right"]) expect(corner).toContain(`env(safe-area-inset-${edge})`)
})

it("comes in two halves that make the whole, so that the launcher's can be loaded alone", () => {
  const plain = (css: string) => transform({ filename: "x.css", code: Buffer.from(css), minify: true }).code.toString()
  const names = (css: string) => new Set([...css.matchAll(/\.co-[a-z-]+/g)].map(([name]) => name))
  const whole = names(plain(built("styles.css")))
  expect(new Set([...names(built("launcher.css")), ...names(built("panel.css"))])).toEqual(whole)
  expect(names(built("launcher.css"))).not.toContain(".co-panel")
})

it("gives Tailwind its tokens by name, and keeps below its utilities", async () => {
  const folder = await mkdtemp(join(tmpdir(), "co-theme-"))
  try {
    const entry = join(folder, "in.css")
    await writeFile(entry, `@import ${JSON.stringify(join(root, "node_modules/tailwindcss/index.css"))};
      @import ${JSON.stringify(join(here, "support.css"))};
      @source inline("bg-co-primary text-co-muted-foreground bg-co-background-100 rounded-co font-co-sans font-co-mono");`)
    await promisify(execFile)(join(root, "node_modules/.bin/tailwindcss"), ["-i", entry, "-o", join(folder, "out.css")], { cwd: folder })
    const css = await readFile(join(folder, "out.css"), "utf8")
    for (const line of [
      "background-color: var(--co-primary)", "color: var(--co-muted-foreground)", "background-color: var(--co-background-100)", "border-radius: var(--co-radius)",
      "font-family: var(--co-theme-font-sans, inherit)", "font-family: var(--co-font-mono)"
    ]) expect(css).toContain(line)
    expect(css).toContain(".co-panel {")
    expect(css.match(/@layer [\w, ]+;/)?.[0]).toBe("@layer theme, base, components, utilities;")
    expect(css).not.toContain("@theme")
  } finally {
    await rm(folder, { recursive: true })
  }
}, 30_000)

it("no logical shorthand takes a variable: with \"all: revert-layer\" around it, Safari draws as if it weren't there", () => {
  const shorthand = /(?<![\w-])(?:(?:margin|padding|inset)-(?:block|inline)|border-(?:block|inline)(?:-(?:start|end))?):[^;}]*(?:var|env)\(/
  for (const [selector, declarations] of rules(built("styles.css"))) expect([selector, shorthand.exec(declarations)?.[0]]).toEqual([selector, undefined])
})
