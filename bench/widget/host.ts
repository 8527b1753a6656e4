import type { HostName } from "./visit.ts"

/** Who draws the widget that is measured: `BENCH_HOST=solid` says Solid. */
export const host: HostName = process.env["BENCH_HOST"] === "solid" ? "solid" : "react"
