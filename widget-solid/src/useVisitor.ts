import { toContact, visitorOf } from "@cossistant/core/documented/visitorOf"
import type { IdentifyParams, IdentifyResult, PublicContact, PublicVisitor, VisitorMetadataInput } from "@cossistant/types"
import { useValue } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

export interface UseVisitorValue {
  /** This browser's visitor, null until there is one; a getter, kept current. */
  readonly visitor: PublicVisitor | null
  /** Says who this visitor is; waits for the site when called early. Null when it was refused. */
  identify: (params: IdentifyParams) => Promise<IdentifyResult | null>
  /** Merges facts into the visitor's contact, and gives it; null when the visitor isn't identified. */
  setVisitorMetadata: (metadata: VisitorMetadataInput) => Promise<PublicContact | null>
  /** Ends this visitor on this device and on the server; the next message starts a fresh one. */
  logout: () => Promise<void>
  /** The same as `logout`. */
  reset: () => Promise<void>
}

/** Who is looking at this page, and how to tell more about them. Throws outside `SupportProvider`. */
export const useVisitor = (): UseVisitorValue => {
  const widget = useWidget()
  const visitor = useValue(visitorOf)
  return {
    get visitor() {
      return visitor()
    },
    identify: widget.identify,
    setVisitorMetadata: async (metadata) => {
      const contact = await widget.setMetadata(metadata)
      return contact && toContact(contact)
    },
    logout: widget.logout,
    reset: widget.logout
  }
}
