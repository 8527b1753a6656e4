import { variables } from "../settings/variables.ts"
import { type Finding, warning } from "./Finding.ts"

const known = Object.values(variables).flatMap((group) => Object.keys(group))

/** How many letters differ, are missing or too many (Levenshtein). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let to = 0; to < other.length; to++) {
      next.push(Math.min((next[to] ?? 0) + 1, (row[to + 1] ?? 0) + 1, (row[to] ?? 0) + (letter === other[to] ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Names nothing reads that look like one the program does read: most often a slip. Others may belong to other programs. */
export const misspelled = (names: ReadonlyArray<string>): ReadonlyArray<Finding> => names.flatMap((name) => {
  const meant = known.includes(name) ? undefined : known.find((other) => distance(name, other) <= 2)
  return meant === undefined || name.length < 6 ? [] : [warning("settings", `${name} is set, and nothing reads it.`, `Did you mean ${meant}?`)]
})
