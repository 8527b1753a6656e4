/** The person a visitor was identified as. */
export interface PublicContact {
  id: string
  /** The host's own id of this person. */
  externalId: string | null
  name: string | null
  email: string | null
  image: string | null
  /** See `metadataHash()`. */
  metadataHash?: string | undefined
  /** A signed `identityToken` proved it. */
  isVerified: boolean
}
