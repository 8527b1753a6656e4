import { isOpen } from "../widget/isOpen.ts"
import { memo } from "../widget/memo.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** What `useSupportConfig()` gives, `open`, `close` and `toggle` of the widget aside. */
export interface SupportConfigValue {
  /** True in responsive mode, whatever is asked; in controlled mode as the host says. */
  isOpen: boolean
  size: "normal" | "larger"
}

export const supportConfig: (state: WidgetState) => SupportConfigValue = /* @__PURE__ */ memo(
  (state) => [isOpen(state), state.settings.size ?? "normal"] as const,
  (isOpen, size) => ({ isOpen, size })
)
