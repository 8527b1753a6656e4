import type { CommandVariants, PackageManager } from "./Markup.ts"

const add: Readonly<Record<PackageManager, string>> = { npm: "npm install", yarn: "yarn add", pnpm: "pnpm add", bun: "bun add" }
const install: Readonly<Record<PackageManager, string>> = {
  npm: "npm install", yarn: "yarn install", pnpm: "pnpm install", bun: "bun install"
}
const run: Readonly<Record<PackageManager, string>> = { npm: "npm run", yarn: "yarn run", pnpm: "pnpm run", bun: "bun run" }
const create: Readonly<Record<PackageManager, string>> = {
  npm: "npm create", yarn: "yarn create", pnpm: "pnpm create", bun: "bun create"
}
const execute: Readonly<Record<PackageManager, string>> = { npm: "npx", yarn: "yarn dlx", pnpm: "pnpm dlx", bun: "bunx" }

const forms: ReadonlyArray<readonly [pattern: RegExp, variants: Readonly<Record<PackageManager, string>>]> = [
  [/^(?:npm (?:install|i|add)|yarn add|pnpm (?:add|install|i)|bun (?:add|install|i)) (\S.*)$/, add],
  [/^(?:npm|yarn|pnpm|bun) (?:install|i)$/, install],
  [/^(?:npm|yarn|pnpm|bun) run (\S.*)$/, run],
  [/^(?:npm|yarn|pnpm|bun) create (\S.*)$/, create],
  [/^(?:npx|yarn dlx|pnpm dlx|pnpx|bunx) (\S.*)$/, execute]
]

/** The same package manager one-liner for each manager (install, run, create, execute), or `null` when it is none. */
export const commandVariants = (command: string): CommandVariants | null => {
  const line = command.trim().replace(/^\$ /, "").replace(/ --(?:save-)?dev(?= |$)/, " -D")
  // Each installs for the whole machine in a way of its own.
  if (/ (?:-g|--global)(?: |$)/.test(line)) return null
  for (const [pattern, variants] of forms) {
    const match = pattern.exec(line)
    if (match === null) continue
    const write = (start: string) => match[1] === undefined ? start : `${start} ${match[1]}`
    return { npm: write(variants.npm), yarn: write(variants.yarn), pnpm: write(variants.pnpm), bun: write(variants.bun) }
  }
  return null
}
