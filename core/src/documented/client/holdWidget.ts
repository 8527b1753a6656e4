import { resolveApiUrl } from "../../dom/apiUrl.ts"
import { getEnvVarName, resolvePublicKey } from "../../dom/publicKey.ts"
import { makeWidget, type Widget } from "../../widget/widget.ts"
import { CossistantError } from "../CossistantError.ts"
import { widgetOf } from "./widgetOf.ts"

/** A widget as a client uses it: its own, which it starts and stops, or one that somebody else keeps. */
export interface HeldWidget {
  readonly widget: Widget
  /** Makes sure that it lives and is whole. */
  ready(): Promise<void>
  /** Rejects when the client is destroyed before `work` is done. */
  alive<A>(work: Promise<A>): Promise<A>
  /** Stops an own widget; it starts again with the next `ready`. */
  release(): void
}

/** The widget that `options` carry, else a new one for this key and address. */
export const holdWidget = (
  { apiUrl, publicKey }: { readonly apiUrl?: string | undefined; readonly publicKey?: string | undefined },
  options: object = {}
): HeldWidget => {
  const shared = widgetOf(options)
  const widget = shared ?? makeWidget({
    publicKey: resolvePublicKey(publicKey), apiUrl: resolveApiUrl(apiUrl), envVarName: getEnvVarName()
  })
  const waiting = new Set<(error: Error) => void>()
  let isStarted = false
  return {
    widget,
    ready: () => {
      if (!shared && !isStarted) {
        isStarted = true
        widget.start()
      }
      return widget.load()
    },
    alive: (work) => new Promise((resolve, reject) => {
      waiting.add(reject)
      work.then(resolve, reject).finally(() => waiting.delete(reject))
    }),
    release: () => {
      for (const reject of waiting) reject(new CossistantError("CLIENT_DESTROYED"))
      if (isStarted) widget.stop()
      isStarted = false
    }
  }
}
