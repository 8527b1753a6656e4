import type { NavigationState } from "@cossistant/types"
import { memo } from "../widget/memo.ts"
import type { Layer } from "../widget/settings.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { supportConfig, type SupportConfigValue } from "./supportConfig.ts"
import { navigationActions, type NavigationActions, supportNavigation } from "./supportNavigation.ts"

/** What `useSupportStore()` gives, its functions aside. */
export interface SupportStoreValue {
  navigation: { current: NavigationState; previousPages: NavigationState[] }
  config: SupportConfigValue
}

export const supportStoreValue: (state: WidgetState) => SupportStoreValue = /* @__PURE__ */ memo(
  (state) => [supportNavigation(state), supportConfig(state)] as const,
  ({ current, previousPages }, config) => ({ navigation: { current, previousPages }, config })
)

export interface SupportStoreActions extends NavigationActions {
  open: () => void
  close: () => void
  toggle: () => void
  updateConfig: (config: Partial<SupportConfigValue>) => void
  /** Home, closed, with the size its host says. */
  reset: () => void
}

const layers = new WeakMap<Widget, Layer>()

/** The functions of `useSupportStore()`. */
export const supportStoreActions = (widget: Widget): SupportStoreActions => {
  const { close, open, toggle } = widget
  return {
    ...navigationActions(widget), open, close, toggle,
    updateConfig: ({ isOpen, size }) => {
      if (size) {
        layers.get(widget)?.remove()
        const layer = widget.configure("config")
        layers.set(widget, layer)
        layer.set({ size })
      }
      if (isOpen !== undefined) (isOpen ? open : close)()
    },
    reset: () => {
      layers.get(widget)?.remove()
      widget.goHome()
      close()
    }
  }
}
