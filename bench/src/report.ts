import { type Limit, limits as serverLimits } from "./limits.ts"
import { median } from "./statistics.ts"

/** One measured figure: its value is the median of its runs. */
export interface Measured {
  readonly figure: string
  readonly runs: ReadonlyArray<number>
}

const rounded = (value: number) => Number(value.toPrecision(4))

/** Says something beside the figures: absolute numbers, what a machine made of them. */
export const note = (text: string): void => console.log(`  ${text}`)

/** A table for people, then one JSON line per figure. */
export const report = (measured: ReadonlyArray<Measured>, limits: Readonly<Record<string, Limit>> = serverLimits): void => {
  const cell = (value: number | string | undefined, width = 10) => String(value ?? "").padStart(width)
  console.log(`\n${"figure".padEnd(24)}${cell("value")}${cell("must")}${cell("aim")}  `)
  for (const { figure, runs } of measured) {
    const { aim, more, must } = limits[figure] ?? {}
    const value = rounded(median(runs))
    const isMet = must === undefined || (more === true ? value >= must : value <= must)
    console.log(`${figure.padEnd(24)}${cell(value)}${cell(must)}${cell(aim)}  ${isMet ? "" : "MISSED"}`)
  }
  console.log("")
  for (const { figure, runs } of measured) {
    const { aim, must } = limits[figure] ?? {}
    console.log(JSON.stringify({ figure, value: rounded(median(runs)), runs: runs.map(rounded), must, aim }))
  }
}
