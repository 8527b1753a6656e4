import { isOpen as isOpenOf } from "@cossistant/core/widget/isOpen"
import { type JSX, Show } from "solid-js"
import type { SupportContentProps } from "./SupportProps.ts"
import { useBrought } from "./SupportScope.ts"
import { usePanel } from "./usePanel.ts"
import { useValue } from "./useView.ts"

/** The panel, from when it is first opened. */
export const PanelPlace = (props: SupportContentProps): JSX.Element => {
  const panel = usePanel(useValue(isOpenOf))
  return <Show keyed when={panel()}>{(Panel) => <Panel {...props} />}</Show>
}

/**
 * The panel with the widget's pages, beside the trigger. Children stand in place of the router with all pages, which
 * `Support.Router` gives. Lives in `Support` or `Support.Root`.
 */
export const SupportContent = (props: SupportContentProps): JSX.Element => {
  useBrought("content")
  return <PanelPlace {...props} />
}
