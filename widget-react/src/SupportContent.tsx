import { isOpen as isOpenOf } from "@cossistant/core/widget/isOpen"
import type { ReactElement } from "react"
import type { SupportContentProps } from "./SupportProps.ts"
import { useBrought } from "./SupportScope.ts"
import { usePanel } from "./usePanel.ts"
import { useView } from "./useView.ts"

/** The panel, from when it is first opened. */
export const PanelPlace = (props: SupportContentProps): ReactElement | null => {
  const Panel = usePanel(useView(isOpenOf))
  return Panel === null ? null : <Panel {...props} />
}

/**
 * The panel with the widget's pages, beside the trigger. Children stand in place of the router with all pages, which
 * `Support.Router` gives. Lives in `Support` or `Support.Root`.
 */
export const SupportContent = (props: SupportContentProps): ReactElement => {
  useBrought("content")
  return <PanelPlace {...props} />
}
