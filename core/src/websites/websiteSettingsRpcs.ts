import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { SubscriptionActive } from "../billing/Plan.ts"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { ApiKey, ApiKeyId, ApiKeyNotFound, ApiKeyType } from "./ApiKey.ts"
import { IdentitySecret, TooManySecrets } from "./IdentitySecret.ts"
import { InstallStatus } from "./InstallStatus.ts"
import { IdentityVerification, NameDiffers, Website, WebsiteId, WebsiteName } from "./Website.ts"

const site = { websiteId: WebsiteId }
const origin = "an origin such as https://app.example.com"

/** `https://app.example.com`, with a port if any; `*.example.com` stands for the domain and all below it. */
export const AllowedOrigin = Schema.Trim.check(
  Schema.isMaxLength(300),
  Schema.isPattern(/^https?:\/\/(\*\.)?[a-z0-9.\-[\]:]+$/i, { expected: origin }),
  Schema.makeFilter((written) => URL.canParse(written) || `Expected ${origin}`)
)

/** A site's settings, keys and signing secrets. */
export class WebsiteSettingsRpcs extends RpcGroup.make(
  Rpc.make("websites.settings", { payload: site, success: Website }),
  Rpc.make("websites.update", {
    payload: {
      ...site,
      name: Schema.optionalKey(WebsiteName),
      domain: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(253))),
      description: Schema.optionalKey(Schema.NullOr(Schema.String.check(Schema.isMaxLength(500)))),
      contactEmail: Schema.optionalKey(Schema.NullOr(Schema.String.check(Schema.isMaxLength(254)))),
      allowedOrigins: Schema.optionalKey(Schema.Array(AllowedOrigin).check(Schema.isMaxLength(100))),
      identityVerification: Schema.optionalKey(IdentityVerification),
      typingPreview: Schema.optionalKey(Schema.Boolean),
      fingerprinting: Schema.optionalKey(Schema.Boolean)
    },
    success: Website
  }).annotate(NeedsRole, "admin"),
  Rpc.make("websites.delete", { payload: { ...site, confirmName: Schema.String }, error: Schema.Union([NameDiffers, SubscriptionActive]) })
    .annotate(NeedsRole, "owner"),
  Rpc.make("websites.install", { payload: site, success: InstallStatus }),
  /** The site's test public key, for the install snippet. */
  Rpc.make("keys.installKey", { payload: site, success: Schema.NullOr(Schema.String) }),
  Rpc.make("keys.list", { payload: site, success: Schema.Array(ApiKey) }).annotate(NeedsRole, "admin"),
  Rpc.make("keys.create", {
    payload: {
      ...site,
      name: Schema.Trim.check(Schema.isMinLength(3), Schema.isMaxLength(80)),
      keyType: ApiKeyType,
      isTest: Schema.Boolean
    },
    /** `value` is told this once. */
    success: Schema.Struct({ key: ApiKey, value: Schema.String })
  }).annotate(NeedsRole, "admin"),
  Rpc.make("keys.revoke", { payload: { ...site, id: ApiKeyId }, error: ApiKeyNotFound }).annotate(NeedsRole, "admin"),
  Rpc.make("identitySecrets.list", { payload: site, success: Schema.Array(IdentitySecret) }).annotate(NeedsRole, "admin"),
  Rpc.make("identitySecrets.add", { payload: site, success: IdentitySecret, error: TooManySecrets }).annotate(NeedsRole, "admin"),
  Rpc.make("identitySecrets.remove", { payload: { ...site, id: Schema.String } }).annotate(NeedsRole, "admin")
).middleware(MemberAuth) {}
