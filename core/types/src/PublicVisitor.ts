import type { PublicContact } from "./PublicContact.ts"

/** One browser on one website. */
export interface PublicVisitor {
  id: string
  isBlocked: boolean
  /** As `en-US`. */
  language: string | null
  /** As `Europe/Berlin`. */
  timezone: string | null
  contact: PublicContact | null
}
