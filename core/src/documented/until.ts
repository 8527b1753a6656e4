import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** Waits until `look` finds something in the state, and gives it. What `look` throws, it rejects with. */
export const until = <Found>(widget: Pick<Widget, "get" | "subscribe">, look: (state: WidgetState) => Found | undefined): Promise<Found> =>
  new Promise((resolve, reject) => {
    let stop: (() => void) | undefined
    const check = () => {
      try {
        const found = look(widget.get())
        if (found === undefined) return false
        resolve(found)
      } catch (cause) {
        reject(cause)
      }
      stop?.()
      return true
    }
    if (!check()) stop = widget.subscribe(check)
  })
