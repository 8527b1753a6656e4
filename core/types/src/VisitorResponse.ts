import type { ContactMetadata } from "./Metadata.ts"

/** How a visitor first came. */
export interface VisitorAttribution {
  channel?: string | null | undefined
  referrer?: string | null | undefined
  utm?: Record<string, string> | null | undefined
  clickIds?: Record<string, string> | null | undefined
}

/** The page a visitor is on. */
export interface VisitorPage {
  url: string
  path: string
  title: string | null
}

/** An identified person, in full. */
export interface ContactResponse {
  id: string
  externalId: string | null
  name: string | null
  email: string | null
  image: string | null
  metadata: ContactMetadata | null
  metadataHash?: string | undefined
  contactOrganizationId: string | null
  websiteId: string
  organizationId: string
  userId: string | null
  createdAt: string | null
  updatedAt: string | null
}

/** A visitor in full, as a metadata update answers. What a browser may not know of itself is null. */
export interface VisitorResponse {
  id: string
  browser: string | null
  browserVersion: string | null
  os: string | null
  osVersion: string | null
  device: string | null
  deviceType: string | null
  ip: string | null
  city: string | null
  region: string | null
  country: string | null
  countryCode: string | null
  latitude: number | null
  longitude: number | null
  language: string | null
  timezone: string | null
  screenResolution: string | null
  viewport: string | null
  createdAt: string | null
  updatedAt: string | null
  lastSeenAt: string | null
  websiteId: string
  organizationId: string
  blockedAt: string | null
  blockedByUserId: string | null
  isBlocked: boolean
  attribution: VisitorAttribution | null
  currentPage: VisitorPage | null
  contact: ContactResponse | null
}
