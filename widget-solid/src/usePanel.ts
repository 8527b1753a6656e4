import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js"
import { useWidget } from "./WidgetContext.ts"

type PanelComponent = typeof import("./panel/Panel.tsx")["Panel"]

const load = () => import("./panel/Panel.tsx")

/** The panel, loaded when it is first wanted, and again while open if the network lost it. `preload` asks early. */
export const usePanel = (isOpen: () => boolean): { readonly Panel: Accessor<PanelComponent | null>; readonly preload: () => void } => {
  const widget = useWidget()
  const [Panel, setPanel] = createSignal<PanelComponent | null>(null)
  const [attempt, setAttempt] = createSignal(0)
  createEffect(() => {
    const count = attempt()
    if (!isOpen() || Panel() !== null) return
    let isWanted = true
    let again: ReturnType<typeof setTimeout> | undefined
    load().then(
      (module) => isWanted && setPanel(() => module.Panel),
      () => {
        if (isWanted) again = setTimeout(() => setAttempt(count + 1), 3_000)
      }
    )
    onCleanup(() => {
      isWanted = false
      clearTimeout(again)
    })
  })
  const preload = () => {
    // An early attempt may fail in silence: opening tries again.
    load().then(() => widget.load()).catch(() => {})
  }
  return { Panel, preload }
}
