import { bundles } from "./size/bundles.ts"
import { measure } from "./size/measure.ts"

const column = (value: number | string) => String(value).padStart(12)
console.log(`${"gzip bytes".padEnd(14)}${["first", "when open", "styles", "must", "aim"].map(column).join("")}`)
const lines: Array<string> = []
for (const { external, figure, limits, plugins, source } of bundles) {
  const { css, first, later } = await measure(source, external, plugins)
  console.log(`${figure.padEnd(14)}${[first, later, css, limits?.must ?? "", limits?.aim ?? ""].map(column).join("")}`)
  lines.push(JSON.stringify({ figure, value: first, ...limits }))
}
console.log(`\n${lines.join("\n")}`)
