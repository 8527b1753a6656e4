import { holdSpinner } from "@cossistant/core/primitives/holdSpinner"
import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js"

/** What a tool does, as it is shown: at work for a second at least. `tool` gives another object for each change. */
export const useHeld = <Tool extends { readonly state: "partial" | "result" | "error" }>(tool: Accessor<Tool>): Accessor<Tool> => {
  const [shown, show] = createSignal<Tool>(untrack(tool))
  const spinner = holdSpinner<Tool>(untrack(shown), (next) => show(() => next))
  createEffect(on(tool, spinner.set, { defer: true }))
  onCleanup(spinner.stop)
  return shown
}
