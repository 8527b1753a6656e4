import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { ContactNotFound } from "../publicApi/Contact.ts"
import { ContactId, VisitorId } from "../visitors/PublicVisitor.ts"
import { VisitorNotFound } from "../visitors/VisitorDetail.ts"
import { WebsiteId } from "../websites/Website.ts"

const site = { websiteId: WebsiteId }

/** What went with a person: how many devices and how many conversations. */
export const Erased = Schema.Struct({ visitors: Schema.Int, conversations: Schema.Int }).annotate({ identifier: "Erased" })
export type Erased = typeof Erased.Type

/**
 * Erases people for good: their devices, conversations, files, letters and all else that holds their address or words. It can't
 * be undone; screens ask for a typed word first.
 */
export class ErasureRpcs extends RpcGroup.make(
  /** A contact with all its devices. */
  Rpc.make("contacts.erase", { payload: { ...site, contactId: ContactId }, success: Erased, error: ContactNotFound }).annotate(NeedsRole, "admin"),
  /** A visitor, and the contact behind it with all its devices, if there is one. */
  Rpc.make("visitors.erase", { payload: { ...site, visitorId: VisitorId }, success: Erased, error: VisitorNotFound }).annotate(NeedsRole, "admin")
).middleware(MemberAuth) {}
