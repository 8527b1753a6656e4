import type { VisitorMetadataInput } from "./Metadata.ts"

/** Who the host page says its visitor is: at least an `externalId` or an `email`. Null says nothing. */
export interface IdentifyParams {
  externalId?: string | null | undefined
  email?: string | null | undefined
  name?: string | null | undefined
  /** Address of a picture. */
  image?: string | null | undefined
  metadata?: VisitorMetadataInput | null | undefined
  /** A JWT made by `signIdentity()` on the host's server, or what fetches one. It proves the identity. */
  identityToken?: string | (() => Promise<string>) | null | undefined
}

export interface IdentifyResult {
  contactId: string
  visitorId: string
}
