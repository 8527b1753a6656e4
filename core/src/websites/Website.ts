import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"

export const OrganizationId = Ulid.pipe(Schema.brand("OrganizationId"))
export type OrganizationId = typeof OrganizationId.Type

export const WebsiteId = Ulid.pipe(Schema.brand("WebsiteId"))
export type WebsiteId = typeof WebsiteId.Type

/**
 * How `identify()` is treated. `optional`: unsigned calls make an unverified profile on this device only.
 * `required`: unsigned calls are refused. `off`: the documented behaviour, anyone may claim any contact.
 */
export const IdentityVerification = Schema.Literals(["optional", "required", "off"])
export type IdentityVerification = typeof IdentityVerification.Type

export const InstallationTarget = Schema.Literals(["nextjs", "react", "solid", "script"])
export type InstallationTarget = typeof InstallationTarget.Type

/** The name people see: 3–30 characters. */
export const WebsiteName = Schema.Trim.check(Schema.isMinLength(3), Schema.isMaxLength(30))

/** A site as its team sees it: one inbox, its own keys, its own people. */
export const Website = Schema.Struct({
  id: WebsiteId,
  organizationId: OrganizationId,
  name: Schema.String,
  slug: Schema.String,
  domain: Schema.String,
  description: Schema.NullOr(Schema.String),
  logoUrl: Schema.NullOr(Schema.String),
  contactEmail: Schema.NullOr(Schema.String),
  defaultLanguage: Schema.String,
  installationTarget: InstallationTarget,
  allowedOrigins: Schema.Array(Schema.String),
  identityVerification: IdentityVerification,
  typingPreview: Schema.Boolean,
  /** Widgets tell a coarse hash of their device, so that visitors on one device are shown as related. Off by default. */
  fingerprinting: Schema.optionalKey(Schema.Boolean),
  createdAt: Timestamp
})
export type Website = typeof Website.Type

/** No such site for you; the same answer for "not yours" and "not there". */
export class WebsiteNotFound extends Schema.TaggedError<WebsiteNotFound>()("WebsiteNotFound", {
  websiteId: Schema.String
}, { httpApiStatus: 404 }) {}

/** Another site of this server already uses this slug, or it is a reserved first path segment. */
export class SlugTaken extends Schema.TaggedError<SlugTaken>()("SlugTaken", { slug: Schema.String }, {
  httpApiStatus: 409
}) {}

/** To delete a site its name must be typed as it is; nothing was deleted. */
export class NameDiffers extends Schema.TaggedError<NameDiffers>()("NameDiffers", {}, { httpApiStatus: 400 }) {}
