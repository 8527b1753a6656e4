import { useEffect, useState } from "react"
import { useWidget } from "./WidgetContext.ts"

type PanelComponent = typeof import("./panel/Panel.tsx")["Panel"]

const load = () => import("./panel/Panel.tsx")

/** The panel, loaded when it is first wanted, and again while open if the network lost it. `preload` asks early. */
export const usePanel = (isOpen: boolean): { readonly Panel: PanelComponent | null; readonly preload: () => void } => {
  const widget = useWidget()
  const [Panel, setPanel] = useState<PanelComponent | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!isOpen || Panel !== null) return
    let isWanted = true
    let again: ReturnType<typeof setTimeout> | undefined
    load().then(
      (module) => isWanted && setPanel(() => module.Panel),
      () => {
        if (isWanted) again = setTimeout(() => setAttempt(attempt + 1), 3_000)
      }
    )
    return () => {
      isWanted = false
      clearTimeout(again)
    }
  }, [isOpen, Panel, attempt])
  const preload = () => {
    // An early attempt may fail in silence: opening tries again.
    load().then(() => widget.load()).catch(() => {})
  }
  return { Panel, preload }
}
