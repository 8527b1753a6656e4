import { packagesBuild, build } from "./prepare/build.ts"
import { runScript } from "./prepare/Problem.ts"
import { figures } from "./size/bundles.ts"

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
console.log(`\n${lines.join("\n")}`)
