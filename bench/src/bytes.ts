import { bundles } from "../../scripts/size/bundles.ts"
import { measure } from "../../scripts/size/measure.ts"
import type { Measured } from "./report.ts"

/** What a page loads before the widget is opened, after gzip. */
export const bytes = async (): Promise<ReadonlyArray<Measured>> =>
  Promise.all(bundles.filter(({ figure }) => figure === "bytes.client").map(async ({ external, figure, plugins, source }) => ({
    figure,
    runs: [(await measure(source, external, plugins)).first]
  })))
