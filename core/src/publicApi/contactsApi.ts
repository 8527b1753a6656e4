import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import { Metadata } from "../ids/Metadata.ts"
import { ContactId } from "../visitors/PublicVisitor.ts"
import {
  Contact, ContactOrganization, ContactOrganizationChanges, ContactOrganizationId, ContactRow, NewContact, NewContactOrganization
} from "./Contact.ts"
import { problems } from "./problems.ts"
import { cursorPattern } from "./wanted.ts"

const one = { id: ContactId }
const organization = { id: ContactOrganizationId }
const { contactNotFound, contactOrganizationNotFound, externalIdTaken } = problems
const created = HttpApiSchema.status(201)

/** What a list of contacts may be ordered by. */
export const ContactOrder = Schema.Literals(["name", "email", "createdAt", "updatedAt", "visitorCount", "lastSeenAt"])
export type ContactOrder = typeof ContactOrder.Type

/** Where a page of contacts ended, as the server said it: opaque to clients, and good for the order it was told in. */
export const ContactCursor = Schema.String.check(cursorPattern(/^[\w-]{0,1600}\.[0-9A-Z]{1,30}$/)).pipe(Schema.brand("ContactCursor"))
export type ContactCursor = typeof ContactCursor.Type

/** Known people, and the companies they belong to. Private keys only. */
export class ContactsApi extends HttpApiGroup.make("contacts").add(
  HttpApiEndpoint.get("list", "/contacts", {
    query: {
      cursor: Schema.optionalKey(ContactCursor),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))),
      /** Exactly this address. */
      email: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(254))),
      externalId: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(255))),
      contactOrganizationId: Schema.optionalKey(ContactOrganizationId),
      /** Somewhere in name, address or external id, in any case. */
      search: Schema.optionalKey(Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(100))),
      sortBy: Schema.optionalKey(ContactOrder),
      sortOrder: Schema.optionalKey(Schema.Literals(["asc", "desc"])),
      /** Those seen in a browser, or those known by their server's word alone. */
      visitorStatus: Schema.optionalKey(Schema.Literals(["all", "withVisitors", "withoutVisitors"]))
    },
    success: Schema.Struct({ items: Schema.Array(ContactRow), nextCursor: Schema.NullOr(ContactCursor) })
  }).annotate(OpenApi.Summary, "Contacts, newest first unless `sortBy` and `sortOrder` say otherwise"),
  HttpApiEndpoint.post("create", "/contacts", {
    payload: NewContact, success: Contact.pipe(created), error: [contactOrganizationNotFound, externalIdTaken]
  }).annotate(OpenApi.Summary, "A new contact (201), or the one with this external id, changed (200)"),
  HttpApiEndpoint.post("createOrganization", "/contacts/organizations", {
    payload: NewContactOrganization, success: ContactOrganization.pipe(created), error: externalIdTaken
  }).annotate(OpenApi.Summary, "A new contact organisation"),
  HttpApiEndpoint.get("getOrganization", "/contacts/organizations/:id", {
    params: organization, success: ContactOrganization, error: contactOrganizationNotFound
  }).annotate(OpenApi.Summary, "One contact organisation"),
  HttpApiEndpoint.patch("updateOrganization", "/contacts/organizations/:id", {
    params: organization, payload: ContactOrganizationChanges, success: ContactOrganization, error: [contactOrganizationNotFound, externalIdTaken]
  }).annotate(OpenApi.Summary, "Change a contact organisation"),
  HttpApiEndpoint.delete("removeOrganization", "/contacts/organizations/:id", {
    params: organization, success: HttpApiSchema.NoContent, error: contactOrganizationNotFound
  }).annotate(OpenApi.Summary, "Remove a contact organisation; its contacts stay"),
  HttpApiEndpoint.get("get", "/contacts/:id", { params: one, success: Contact, error: contactNotFound })
    .annotate(OpenApi.Summary, "One contact"),
  HttpApiEndpoint.patch("update", "/contacts/:id", {
    params: one, payload: NewContact, success: Contact, error: [contactNotFound, contactOrganizationNotFound, externalIdTaken]
  }).annotate(OpenApi.Summary, "Change a contact"),
  HttpApiEndpoint.patch("setMetadata", "/contacts/:id/metadata", {
    params: one, payload: Schema.Struct({ metadata: Metadata }), success: Contact, error: contactNotFound
  }).annotate(OpenApi.Summary, "Merge facts in at the first level"),
  HttpApiEndpoint.delete("remove", "/contacts/:id", {
    params: one,
    /** `erase=true`: for good, with its devices, conversations, files and letters. */
    query: { erase: Schema.optionalKey(Schema.Literals(["true", "false"])) },
    success: HttpApiSchema.NoContent,
    error: contactNotFound
  }).annotate(OpenApi.Summary, "Remove a contact; its visitors stay, as nobody known. With erase=true nothing of either stays")
).annotateMerge(OpenApi.annotations({ title: "Contacts" })) {}
