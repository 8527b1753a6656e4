import { type Cell, makeCell } from "@cossistant/core/documented/cell"
import type { CossistantClient } from "@cossistant/core/documented/client/CossistantClient"
import { supportActions, type SupportActions, supportValue, type SupportValue } from "@cossistant/core/documented/supportValue"
import type { Widget } from "@cossistant/core/widget/widget"
import { createContext, type ReactElement, type ReactNode, useMemo, useState, useSyncExternalStore } from "react"
import { shareBy } from "./sharing.ts"
import { useChunk } from "./useChunk.ts"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

/** What `SupportProvider` tells everything below it. */
export interface CossistantContextValue extends SupportValue, SupportActions {
  /** Shows another count until the next message or read one changes it. */
  setUnreadCount: (count: number) => void
  /** For programs: loaded when it is first read, null until then and without a public key. */
  readonly client: CossistantClient | null
}

const loadClient = () => import("@cossistant/core/documented/client/clientOf")

/** A count said by the host, for as long as the widget's own is what it was. */
interface Said {
  readonly own: number
  readonly count: number
}
const said = new WeakMap<Widget, Cell<Said | null>>()
const saidTo = (widget: Widget): Cell<Said | null> => {
  const cell = said.get(widget) ?? makeCell<Said | null>(null)
  said.set(widget, cell)
  return cell
}

/** The widget of the nearest `SupportProvider` in the shape that `useSupport` gives, under one provider the same for all. */
export const useWidgetValue = (): CossistantContextValue => {
  const widget = useWidget()
  const value = useView(supportValue)
  const cell = saidTo(widget)
  const count = useSyncExternalStore(cell.subscribe, cell.get, () => null)
  const [wantsClient, wantClient] = useState(false)
  const clients = useChunk(loadClient, wantsClient)
  return useMemo(() => ({
    ...value,
    unreadCount: count?.own === value.unreadCount ? count.count : value.unreadCount,
    ...supportActions(widget),
    setUnreadCount: (count) => cell.set({ own: supportValue(widget.get()).unreadCount, count }),
    get client() {
      if (value.configurationError?.type === "missing_api_key") return null
      // Read while something is drawn, as a rule: a change of state has to wait until that is done.
      if (clients === null) queueMicrotask(() => wantClient(true))
      return clients?.clientOf(widget) ?? null
    }
  }), [widget, value, cell, count, clients])
}

/**
 * What `useSupport` reads: null outside `SupportProvider`. A provider of one's own gives another value to what it wraps.
 * It is told by providers drawn after this module was loaded; import it where yours is drawn.
 */
export const SupportContext = createContext<CossistantContextValue | null>(null)

const Shared = ({ children }: { readonly children: ReactNode }): ReactElement =>
  <SupportContext.Provider value={useWidgetValue()}>{children}</SupportContext.Provider>

shareBy(Shared)
