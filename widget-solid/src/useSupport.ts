import type { CossistantClient } from "@cossistant/core/documented/client/CossistantClient"
import { supportActions, type SupportActions, supportValue, type SupportValue } from "@cossistant/core/documented/supportValue"
import { createContext, createSignal, useContext } from "solid-js"
import { useChunk } from "./useChunk.ts"
import { useFields } from "./hooks/useFields.ts"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface CossistantContextValue extends SupportValue, SupportActions {
  /** Shows another count until the next message or read one changes it. */
  setUnreadCount: (count: number) => void
  /** For programs: loaded when it is first read, null until then and without a public key. */
  readonly client: CossistantClient | null
}

export type UseSupportValue = CossistantContextValue

/** A value of one's own for `useSupport` below its provider; without one the widget's own is given. */
export const SupportContext = /* @__PURE__ */ createContext<CossistantContextValue>()

const loadClient = () => import("@cossistant/core/documented/client/clientOf")

/**
 * The support widget of this page: its state, and how to open and close it. The fields are getters: read them where they
 * are used. Throws outside `SupportProvider`.
 */
export const useSupport = (): UseSupportValue => {
  const given = useContext(SupportContext)
  if (given !== undefined) return given
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
  ) as UseSupportValue // it is all of it by now
}
