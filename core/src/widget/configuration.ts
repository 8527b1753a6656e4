import { configurationLine } from "./developerLines.ts"
import type { ReadyState } from "./PanelState.ts"
import type { PanelStep } from "./panelEvents.ts"

/** Says in the console what keeps the widget from working here: a public page doesn't show it to its visitors. */
export const configurationReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const { configurationError } = after
  if (configurationError === null || before?.configurationError === configurationError) return [after, []]
  return [after, [{ _tag: "Warn", message: configurationLine(configurationError) }]]
}
