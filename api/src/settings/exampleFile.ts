import { type VariableFacts, variables } from "./variables.ts"

const plain = (text: string) => text.replaceAll("`", "")

const lines = (facts: Readonly<Record<string, VariableFacts>>) => Object.entries(facts).flatMap(([name, { about, quick, usual }]) => [
  `# ${plain(about)}${usual === undefined ? "" : ` (unset: ${plain(usual)})`}`,
  quick === undefined ? `#${name}=` : `${name}=${quick}`
])

/** The text of `.env.example`: every variable with its line, the quick start's values set, the others out of force. */
export const exampleFile = (): string => [
  "# Quick start: no account anywhere. `bun run up` copies this file to .env once; docs/operations.md says more.",
  "# Written by `bun run env`; the list is api/src/settings/variables.ts.",
  ...Object.entries(variables).flatMap(([group, facts]) => ["", `## ${group}`, ...lines(facts)]),
  ""
].join("\n")

const code = (text: string) => text.includes("`") || text.includes(" ") || text.includes(";") ? text : `\`${text}\``

/** The settings tables of `docs/operations.md`. */
export const settingsTables = (): string => Object.entries(variables).flatMap(([group, facts]) => [
  `### ${group}`,
  "| name | unset means | meaning |",
  "|---|---|---|",
  ...Object.entries<VariableFacts>(facts).map(([name, { about, usual }]) => `| \`${name}\` | ${usual === undefined ? "" : code(usual)} | ${about} |`),
  ""
]).join("\n")

/** The page with these tables in the place of its own, which begin under `## Settings` and end before the next heading of that size. */
export const withTables = (page: string, tables: string): string =>
  page.replace(/(\n## Settings\n[\s\S]*?\n)### [\s\S]*?(?=\n## )/, (_, lead: string) => lead + tables)
