import type { PublicWebsiteResponse } from "@cossistant/types"
import { createStore, type Store } from "./createStore.ts"

export interface WebsiteState {
  website: PublicWebsiteResponse | null
  status: "idle" | "loading" | "success" | "error"
  error: Error | null
}

export interface WebsiteStore extends Store<WebsiteState> {
  setLoading(): void
  setWebsite(website: PublicWebsiteResponse): void
  /** What was loaded before stays. */
  setError(error: Error): void
  reset(): void
}

const idle: WebsiteState = { website: null, status: "idle", error: null }

/** Makes a store of a website that nothing fills by itself; a client has one that follows the widget. */
export const createWebsiteStore = (initial: WebsiteState = idle): WebsiteStore => {
  const store = createStore(initial)
  return {
    ...store,
    setLoading: () => store.setState((state) => ({ ...state, status: "loading", error: null })),
    setWebsite: (website) => store.setState({ website, status: "success", error: null }),
    setError: (error) => store.setState((state) => ({ ...state, status: "error", error })),
    reset: () => store.setState(idle)
  }
}

export const getWebsiteState = (store: Pick<Store<WebsiteState>, "getState">): WebsiteState => store.getState()
