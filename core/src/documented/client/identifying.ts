import type { VisitorMetadataInput, VisitorResponse } from "@cossistant/types"
import type { Widget } from "../../widget/widget.ts"
import { CossistantError, errorFrom } from "../CossistantError.ts"
import { visitorActions } from "../visitorActions.ts"
import { visitorOf } from "../visitorOf.ts"
import type { IdentifyRequest, IdentifyResponse } from "./ClientRequests.ts"

/** Who a client says its visitor is. */
export const makeIdentifying = (widget: Widget) => {
  /** Does what gives null when it was refused, and rejects with the reason then. */
  const orThrow = async <A>(context: "identify" | "metadata", ask: () => Promise<A | null>): Promise<A> => {
    let reason: unknown
    const off = widget.on("error", (event) => {
      if (event.context === context) reason = event.error
    })
    const answer = await ask().finally(off)
    if (answer === null) throw reason === undefined ? new CossistantError("NOT_IDENTIFIED") : errorFrom(reason)
    return answer
  }
  const setMetadata = (metadata: VisitorMetadataInput): Promise<VisitorResponse> =>
    orThrow("metadata", () => visitorActions(widget).setVisitorMetadata(metadata))
  return {
    identify: async (params: IdentifyRequest): Promise<IdentifyResponse> => {
      const { visitorId } = await orThrow("identify", () => widget.identify(params))
      const contact = visitorOf(widget.get())?.contact
      if (!contact) throw new CossistantError("NOT_IDENTIFIED")
      return { contact, visitorId }
    },
    updateVisitorMetadata: setMetadata,
    updateContactMetadata: setMetadata,
    logout: (): Promise<void> => widget.logout()
  }
}
