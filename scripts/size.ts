import { packagesBuild, build } from "./prepare/build.ts"
import { runScript } from "./prepare/Problem.ts"
import { figures, sometimes } from "./size/bundles.ts"

await runScript(() => build(packagesBuild))

const column = (value: number | string) => String(value).padStart(10)
console.log(`${"gzip bytes".padEnd(24)}${["now", "must", "aim"].map(column).join("")}`)
const lines: Array<string> = []
for (const { figure, limits, value } of figures) {
  const now = await value()
  const words = now > limits.must ? "  too heavy" : ""
  console.log(`${figure.padEnd(24)}${[now, limits.must, limits.aim].map(column).join("")}${words}`)
  lines.push(JSON.stringify({ figure, value: now, ...limits }))
}
for (const [figure, parts] of sometimes) {
  console.log(`\nloaded by some conversations, beside ${figure}`)
  for (const [name, bytes] of Object.entries(await parts()).sort(([, a], [, b]) => b - a)) console.log(`  ${name.padEnd(22)}${column(bytes)}`)
}
console.log(`\n${lines.join("\n")}`)
