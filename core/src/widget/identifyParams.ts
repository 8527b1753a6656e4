import type { IdentifyPayload } from "./identity.ts"
import type { Metadata } from "./nouns.ts"

/** What a host page says of the person in front of it: at least an `externalId` or an `email`. Null says nothing. */
export interface IdentifyParams {
  readonly externalId?: string | null | undefined
  readonly email?: string | null | undefined
  readonly name?: string | null | undefined
  readonly image?: string | null | undefined
  readonly metadata?: Metadata | null | undefined
  /** A JWT made by `signIdentity()`, or what fetches one; asked for only when it is about to be sent. */
  readonly identityToken?: string | (() => Promise<string>) | null | undefined
}

/** Facts as they are sent. */
export const metadataPayload = (metadata: Metadata): Record<string, string | number | boolean | null> => {
  const sent: Record<string, string | number | boolean | null> = {}
  for (const [key, value] of Object.entries(metadata)) {
    if (value !== undefined) sent[key] = value instanceof Date ? value.toISOString() : value
  }
  return sent
}

/** What is sent of an identity, its token aside; null if it names nobody. */
export const identifyPayload = (params: IdentifyParams): IdentifyPayload | null => {
  // A page without a compiler may write nothing, or a number.
  const { email, externalId, image, metadata, name } = params ?? {}
  const said = (value: unknown) => typeof value === "string" && value.trim() || undefined
  const payload = {
    ...(said(externalId) && { externalId: said(externalId) }),
    ...(said(email) && { email: said(email) }),
    ...(said(name) && { name: said(name) }),
    ...(said(image) && { image: said(image) }),
    ...(metadata && { metadata: metadataPayload(metadata) })
  }
  return payload.externalId || payload.email ? payload as IdentifyPayload : null
}
