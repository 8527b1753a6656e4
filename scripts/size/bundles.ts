import { join } from "node:path"
import solid from "vite-plugin-solid"
import { root } from "../root.ts"

/** Something whose weight is published. `source` is the text of an entry; `external` is what the host page brings itself. */
export interface Bundle {
  readonly figure: string
  readonly source: string
  readonly external: ReadonlyArray<string>
  readonly plugins?: ReadonlyArray<unknown>
  /** Bytes after gzip: `must` is the most, `aim` is where it should be. */
  readonly limits?: { readonly must: number; readonly aim: number }
}

const file = (path: string) => JSON.stringify(join(root, path))

/** The wire client with the engine's first half, and each widget as its host page loads it. */
export const bundles: ReadonlyArray<Bundle> = [
  {
    figure: "bytes.client",
    source: `export { makeClient } from ${file("core/src/client/Client.ts")}
      export { makeWidget } from ${file("core/src/widget/widget.ts")}
      export { launcherView } from ${file("core/src/widget/launcherView.ts")}`,
    external: [],
    limits: { must: 5000, aim: 3000 },
  },
  {
    figure: "bytes.react",
    source: `export * from ${file("widget-react/src/index.ts")}; import ${file("widget-react/src/styles.css")}`,
    external: ["react", "react-dom"],
  },
  {
    figure: "bytes.solid",
    source: `export * from ${file("widget-solid/src/index.ts")}; import ${file("widget-solid/src/styles.css")}`,
    external: ["solid-js"],
    plugins: [solid()],
  },
]
