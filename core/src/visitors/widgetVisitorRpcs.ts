import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { KeyAuth } from "../auth/KeyAuth.ts"
import { UnknownVisitor, VisitorAuth } from "../auth/VisitorAuth.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { Metadata } from "../ids/Metadata.ts"
import { IdentityRefused, NotIdentified } from "./Identity.ts"
import { PublicContact, PublicVisitor } from "./PublicVisitor.ts"
import { Attribution } from "./Attribution.ts"
import { CurrentPage } from "./VisitorDetail.ts"

const short = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100)))

/** What a browser tells of itself. Address, browser and system come from the connection, not from here. */
export const VisitorProfile = Schema.Struct({
  language: short,
  timezone: short,
  screenResolution: short,
  viewport: short,
  referrer: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000))),
  /** How the first page of the first visit was come to; what is known of that stays. */
  attribution: Schema.optionalKey(Attribution),
  /** Where the owner asked for it: a coarse hash of the device, which relates visitors and opens nothing. */
  deviceHash: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[0-9a-f]{8,64}$/))),
  currentPage: Schema.optionalKey(CurrentPage)
})

/** The one moment the visitor's secret is told; the server keeps its hash only. */
export class StartVisitorRpcs extends RpcGroup.make(
  Rpc.make("visitors.start", {
    payload: { profile: VisitorProfile },
    success: Schema.Struct({ visitor: PublicVisitor, secret: Schema.String }),
    error: TooManyRequests
  })
).middleware(KeyAuth) {}

/** What a visitor may tell about itself, and prove. */
export class WidgetVisitorRpcs extends RpcGroup.make(
  Rpc.make("visitors.update", { payload: { profile: VisitorProfile } }),
  Rpc.make("visitors.identify", {
    payload: {
      externalId: Schema.optionalKey(Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(255))),
      email: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+$/))),
      name: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200))),
      image: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000))),
      metadata: Schema.optionalKey(Metadata),
      /** A JWT made by `signIdentity()`; with it the contact is proven. */
      identityToken: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(4096)))
    },
    success: PublicVisitor,
    error: Schema.Union([IdentityRefused, NotIdentified, TooManyRequests, UnknownVisitor])
  }),
  Rpc.make("visitors.setMetadata", {
    payload: { metadata: Metadata },
    success: PublicContact,
    error: Schema.Union([NotIdentified, TooManyRequests])
  }),
  /** Ends this visitor: its secret, its streams, and every older identity token of its contact. */
  Rpc.make("visitors.logout", {})
).middleware(VisitorAuth) {}
