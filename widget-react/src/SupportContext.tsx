import type { CossistantClient } from "@cossistant/core/documented/client/CossistantClient"
import { supportActions, type SupportActions, supportValue, type SupportValue } from "@cossistant/core/documented/supportValue"
import { createContext, type ReactElement, type ReactNode, useMemo, useState } from "react"
import { shareBy } from "./sharing.ts"
import { useChunk } from "./useChunk.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

/** What `SupportProvider` tells everything below it. */
export interface CossistantContextValue extends SupportValue, SupportActions {
  /** Shows another count until the next message or read one changes it, for good. */
  setUnreadCount: (count: number) => void
  /** For programs: loaded when it is first read, null until then and without a public key. */
  readonly client: CossistantClient | null
}

const loadClient = () => import("@cossistant/core/documented/client/clientOf")

/** The widget of the nearest `SupportProvider` in the shape that `useSupport` gives, under one provider the same for all. */
export const useWidgetValue = (): CossistantContextValue => {
  const widget = useWidget()
  const value = useView(supportValue)
  const [wantsClient, wantClient] = useState(false)
  const clients = useChunk(loadClient, wantsClient)
  return useMemo(() => ({
    ...value,
    ...supportActions(widget),
    setUnreadCount: widget.setUnreadCount,
    get client() {
      if (value.configurationError?.type === "missing_api_key") return null
      // Read while something is drawn, as a rule: a change of state has to wait until that is done.
      if (clients === null) queueMicrotask(() => wantClient(true))
      return clients?.clientOf(widget) ?? null
    }
  }), [widget, value, clients])
}

/**
 * What `useSupport` reads: null outside `SupportProvider`. A provider of one's own gives another value to what it wraps.
 * It is told by providers drawn after this module was loaded; import it where yours is drawn.
 */
export const SupportContext = createContext<CossistantContextValue | null>(null)

const Shared = ({ children }: { readonly children: ReactNode }): ReactElement =>
  <SupportContext.Provider value={useWidgetValue()}>{children}</SupportContext.Provider>

shareBy(Shared)
