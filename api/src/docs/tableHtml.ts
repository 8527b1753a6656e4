import type { Token, Tokens } from "marked"

/** A first column that is wider than this leaves no room for another beside it on a phone. */
const shortName = 24
/** Longer ones are broken everywhere. */
const longName = 40

/**
 * A table. Where it is too wide for a small screen each row stands there as a block (`.stacked`): its cells below each other, each below
 * the name of its column. Drawn so it is a table still, which its roles say.
 */
export const tableHtml = ({ header, rows }: Tokens.Table, inline: (tokens: Array<Token>) => string): string => {
  const names = header.map(({ text }) => text)
  const longest = Math.max(0, ...rows.map(([first]) => first?.text.length ?? 0))
  const isStacked = header.length > 2 || longest > shortName
  const role = (name: string) => isStacked ? ` role="${name}"` : ""
  // A column without a name is announced by none.
  const head = names.every((name) => name === "") ? "" : `<thead${role("rowgroup")}><tr${role("row")}>${header.map(({ text, tokens }) =>
    text === "" ? `<td${role("cell")}></td>` : `<th${role("columnheader")}>${inline(tokens)}</th>`).join("")}</tr></thead>`
  const cell = ({ tokens }: Tokens.TableCell, at: number) => {
    const name = names[at] ?? ""
    return `<td${role("cell")}${isStacked && at > 0 && name !== "" ? ` data-name="${Bun.escapeHTML(name.replaceAll("`", ""))}"` : ""}>${inline(tokens)}</td>`
  }
  const body = rows.map((row) => `<tr${role("row")}>${row.map(cell).join("")}</tr>`).join("\n")
  return `<div class="table${isStacked ? " stacked" : ""}${longest > longName ? " long" : ""}" tabindex="0"><table${role("table")}>${head}<tbody${role("rowgroup")}>${body}</tbody></table></div>\n`
}
