import type { CossistantClient } from "@cossistant/core/documented/client/CossistantClient"
import { supportActions, type SupportActions, supportValue, type SupportValue } from "@cossistant/core/documented/supportValue"
import { createContext, createSignal, untrack } from "solid-js"
import { useFields } from "./hooks/useFields.ts"
import { shareBy } from "./sharing.ts"
import { useChunk } from "./useChunk.ts"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

/** What `SupportProvider` tells everything below it. Its fields are getters. */
export interface CossistantContextValue extends SupportValue, SupportActions {
  /** Shows another count until the next message or read one changes it, for good. */
  setUnreadCount: (count: number) => void
  /** For programs: loaded when it is first read, null until then and without a public key. */
  readonly client: CossistantClient | null
}

const loadClient = () => import("@cossistant/core/documented/client/clientOf")

/** The widget of the nearest `SupportProvider` in the shape that `useSupport` gives. */
export const useWidgetValue = (): CossistantContextValue => {
  const widget = useWidget()
  const value = useFields(useValue(supportValue))
  const [wantsClient, wantClient] = createSignal(false)
  const clients = useChunk(() => wantsClient() ? loadClient : null)
  return Object.defineProperty(
    Object.assign(value, supportActions(widget), { setUnreadCount: widget.setUnreadCount }),
    "client",
    {
      get: () => {
        if (value.configurationError?.type === "missing_api_key") return null
        const client = clients()?.clientOf(widget) ?? null
        // Read while something is drawn, as a rule: a change of state waits until that is done.
        if (client === null) queueMicrotask(() => wantClient(true))
        return client
      },
      enumerable: true
    }
  ) as CossistantContextValue // it is all of it by now
}

/**
 * What `useSupport` reads: undefined outside `SupportProvider`. A provider of one's own gives another value to what it
 * wraps. It is told by providers drawn after this module was loaded; import it where yours is drawn.
 */
export const SupportContext = /* @__PURE__ */ createContext<CossistantContextValue>()

// Drawn once, as a component would be.
shareBy((children) => untrack(() => SupportContext.Provider({ value: useWidgetValue(), get children() { return children() } })))
