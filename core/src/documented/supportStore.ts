import type { NavigationState } from "@cossistant/types"
import { createStore, type Store } from "./createStore.ts"

export interface NavigationStack {
  current: NavigationState
  /** Oldest first. */
  previousPages: NavigationState[]
}
export interface SupportConfig {
  size: "normal" | "larger"
  isOpen: boolean
}
export interface SupportStoreState {
  navigation: NavigationStack
  config: SupportConfig
}

export interface SupportStore extends Store<SupportStoreState> {
  navigate(to: NavigationState): void
  /** Goes to a page without a way back to where it was. */
  replace(to: NavigationState): void
  /** To the last other place; with none left, home. */
  goBack(): void
  open(): void
  close(): void
  toggle(): void
  updateConfig(config: Partial<SupportConfig>): void
  reset(): void
}

const start: SupportStoreState = {
  navigation: { current: { page: "HOME" }, previousPages: [] }, config: { size: "normal", isOpen: false }
}

/** Makes a store of a page and of what is open. A controller has one that moves its widget; this one moves nothing. */
export const createSupportStore = (initial: Partial<SupportConfig> = {}): SupportStore => {
  const first: SupportStoreState = { ...start, config: { ...start.config, ...initial } }
  const store = createStore(first)
  const go = (change: (stack: NavigationStack) => NavigationStack) =>
    store.setState((state) => ({ ...state, navigation: change(state.navigation) }))
  const updateConfig = (config: Partial<SupportConfig>) =>
    store.setState((state) => ({ ...state, config: { ...state.config, ...config } }))
  return {
    ...store,
    navigate: (to) => go(({ current, previousPages }) => ({ current: to, previousPages: [...previousPages, current] })),
    replace: (to) => go(({ previousPages }) => ({ current: to, previousPages })),
    goBack: () => go(({ previousPages }) => ({
      current: previousPages.at(-1) ?? start.navigation.current, previousPages: previousPages.slice(0, -1)
    })),
    open: () => updateConfig({ isOpen: true }),
    close: () => updateConfig({ isOpen: false }),
    toggle: () => updateConfig({ isOpen: !store.getState().config.isOpen }),
    updateConfig,
    reset: () => store.setState(first)
  }
}
