import { type Framework, frameworks, type Person } from "./Demo.ts"

/** What the address asks for: `?with=solid&as=<person>`. */
export interface Choice {
  readonly framework: Framework
  readonly person: Person | null
}

export const readChoice = (search: string, people: ReadonlyArray<Person>): Choice => {
  const query = new URLSearchParams(search)
  return {
    framework: frameworks.find((name) => name === query.get("with")) ?? "react",
    person: people.find(({ id }) => id === query.get("as")) ?? null
  }
}

/** The address of another choice. */
export const hrefOf = ({ framework, person }: Choice): string =>
  `?${new URLSearchParams({ with: framework, ...(person !== null && { as: person.id }) })}`
