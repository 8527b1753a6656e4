import type { Widget } from "../widget/widget.ts"

export interface ConnectionCallbacks {
  readonly onWsConnect?: (() => void) | undefined
  readonly onWsDisconnect?: (() => void) | undefined
  readonly onWsError?: ((error: Error) => void) | undefined
}

/** Tells `latest` callbacks once for each change of the live connection: made, lost, refused. Gives what ends it. */
export const tellConnection = (widget: Widget, latest: () => ConnectionCallbacks): () => void => {
  const read = () => widget.get().panel?.connection._tag ?? "Idle"
  let before = read()
  return widget.subscribe(() => {
    const now = read()
    if (now === before) return
    const was = before
    before = now
    if (now === "Online") latest().onWsConnect?.()
    else if (was === "Online") latest().onWsDisconnect?.()
    if (now === "Refused" || (now === "Reconnecting" && was === "Connecting")) {
      latest().onWsError?.(new Error(now === "Refused" ? "The live connection was refused." : "The live connection couldn't be made."))
    }
  })
}
