import type { IdentifyParams, IdentifyResult, VisitorMetadataInput, VisitorResponse } from "@cossistant/types"
import { metadataPayload } from "../widget/identifyParams.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { metadataHash } from "./metadataHash.ts"
import { ownerOf } from "./owner.ts"
import { visitorOf } from "./visitorOf.ts"

/** What `useVisitor()` gives, `visitor` aside. */
export interface VisitorActions {
  /** Says who this visitor is; waits for the site when called early. Null when it was refused, which an `error` event tells. */
  identify: (params: IdentifyParams) => Promise<IdentifyResult | null>
  /** Merges facts into the visitor's contact. The same facts are sent once. Null when the visitor isn't identified. */
  setVisitorMetadata: (metadata: VisitorMetadataInput) => Promise<VisitorResponse | null>
  /** Ends this visitor on this device and on the server; the next message starts a fresh one. */
  logout: () => Promise<void>
}

/** A visitor as a metadata update answers: what a browser isn't told of itself is null. */
export const visitorResponse = (state: WidgetState, metadata: VisitorMetadataInput): VisitorResponse | null => {
  const visitor = visitorOf(state)
  if (!visitor) return null
  const { organizationId, websiteId } = ownerOf(state)
  const { contact, id, isBlocked, language, timezone } = visitor
  return {
    id, browser: null, browserVersion: null, os: null, osVersion: null, device: null, deviceType: null, ip: null, city: null, region: null,
    country: null, countryCode: null, latitude: null, longitude: null, language, timezone, screenResolution: null, viewport: null, createdAt: null,
    updatedAt: null, lastSeenAt: null, websiteId, organizationId, blockedAt: null, blockedByUserId: null, isBlocked, attribution: null, currentPage: null,
    contact: contact && {
      id: contact.id, externalId: contact.externalId, name: contact.name, email: contact.email, image: contact.image,
      metadata: metadataPayload(metadata), metadataHash: contact.metadataHash, contactOrganizationId: null, websiteId, organizationId, userId: null,
      createdAt: null, updatedAt: null
    }
  }
}

const made = new WeakMap<Widget, VisitorActions>()

/** The functions of `useVisitor()`, the same for the same widget. */
export const visitorActions = (widget: Widget): VisitorActions => {
  // The facts last taken, and whose they are.
  let taken = ""
  const key = async (metadata: VisitorMetadataInput) => `${visitorOf(widget.get())?.contact?.id}:${await metadataHash(metadata)}`
  const actions: VisitorActions = made.get(widget) ?? {
    identify: (params) => widget.identify(params),
    setVisitorMetadata: async (metadata) => {
      if (visitorOf(widget.get())?.contact && taken === await key(metadata)) return visitorResponse(widget.get(), metadata)
      if (await widget.setMetadata(metadata) === null) return null
      taken = await key(metadata)
      return visitorResponse(widget.get(), metadata)
    },
    logout: () => widget.logout()
  }
  made.set(widget, actions)
  return actions
}
