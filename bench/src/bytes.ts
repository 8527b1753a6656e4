import { figures } from "../../scripts/size/bundles.ts"
import type { Measured } from "./report.ts"

/** What a page loads before the widget is opened, after gzip. */
export const bytes = async (): Promise<ReadonlyArray<Measured>> =>
  Promise.all(figures.filter(({ figure }) => figure === "bytes.client").map(async ({ figure, value }) => ({ figure, runs: [await value()] })))
