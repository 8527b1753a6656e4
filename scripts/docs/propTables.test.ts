import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { root } from "../root.ts"

const read = (path: string) => readFileSync(join(root, path), "utf8")

/** The fields of an interface, as its source declares them. */
const fieldsOf = (path: string, name: string): ReadonlyArray<string> => {
  const body = new RegExp(`interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(read(path))?.[1]
  assert.isDefined(body, `${path} declares ${name}`)
  return Array.from((body ?? "").matchAll(/^ {2}(?:readonly )?([A-Za-z]+)\??[:(<]/gm), ([, field]) => field ?? "")
}

/** The names in the first column of the table that begins with `head`. */
const namesIn = (page: string, head: string): ReadonlyArray<string> => {
  const lines = read(`docs/${page}`).split("\n")
  const start = lines.findIndex((line) => line.startsWith(head))
  assert.isAtLeast(start, 0, `${page} has a table "${head}"`)
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"))
  return lines.slice(start + 2, end).flatMap((line) =>
    Array.from((line.split(" | ")[0] ?? "").matchAll(/`([A-Za-z]+)/g), ([, name]) => name ?? ""))
}

const react = "widget-react/src"
const placement = fieldsOf("core/src/dom/placePanel.ts", "Placement")
const callbacks = fieldsOf("core/types/src/SupportEvent.ts", "SupportEventCallbacks")

describe("a table of the documentation", () => {
  it("lists exactly the provider's props", () => {
    const fields = fieldsOf(`${react}/SupportProvider.tsx`, "SupportProviderProps").filter((field) => field !== "children")
    assert.sameMembers([...namesIn("quickstart/react.md", "| Prop | Type | Default |")], fields)
    assert.sameMembers([...fieldsOf("widget-solid/src/SupportProvider.tsx", "SupportProviderProps")].filter((field) => field !== "children"), fields)
  })

  it("lists exactly the props of Support, its callbacks by the first and the last", () => {
    const fields = [
      ...fieldsOf(`${react}/SupportProps.ts`, "SupportRootOptions"), ...fieldsOf(`${react}/SupportProps.ts`, "SupportProps"), ...placement,
      ...fieldsOf(`${react}/SupportProps.ts`, "SupportEventCallbacks"), "ref"
    ]
    const shown = namesIn("support-component.md", "| Prop | Type | Default |").filter((name) => !callbacks.includes(name))
    assert.sameMembers(shown, fields)
  })

  it("lists exactly the parts that slots replace", () => {
    assert.sameMembers([...namesIn("support-component/customization.md", "| Slot | Props |")], [...fieldsOf(`${react}/SupportSlots.ts`, "SupportSlots")])
  })

  it("lists exactly the calls and the options of the script tag", () => {
    const source = "widget-solid/embed/src/EmbedOptions.ts"
    assert.sameMembers([...namesIn("quickstart/script-tag.md", "| Call |")], [...fieldsOf(source, "EmbedApi")])
    assert.sameMembers([...namesIn("quickstart/script-tag.md", "| Option of `init` |")], [...fieldsOf(source, "EmbedOptions"), ...placement])
  })
})
