import * as Schema from "effect/Schema"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Metadata } from "../ids/Metadata.ts"
import { ContactId } from "../visitors/PublicVisitor.ts"
import { PageCursor } from "./ApiConversation.ts"
import {
  Contact, ContactOrganization, ContactOrganizationChanges, ContactOrganizationId, ContactRow, NewContact, NewContactOrganization
} from "./Contact.ts"
import { problems } from "./problems.ts"

const one = { id: ContactId }
const organization = { id: ContactOrganizationId }
const { contactNotFound, contactOrganizationNotFound, externalIdTaken } = problems
const created = HttpApiSchema.status(201)

/** Known people, and the companies they belong to. Private keys only. */
export class ContactsApi extends HttpApiGroup.make("contacts").add(
  HttpApiEndpoint.get("list", "/contacts", {
    query: {
      cursor: Schema.optionalKey(PageCursor),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))),
      /** Exactly this address. */
      email: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(254))),
      externalId: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(255))),
      contactOrganizationId: Schema.optionalKey(ContactOrganizationId)
    },
    success: Schema.Struct({ items: Schema.Array(ContactRow), nextCursor: Schema.NullOr(PageCursor) })
  }).annotate(OpenApi.Summary, "Contacts, newest first"),
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
  HttpApiEndpoint.delete("remove", "/contacts/:id", { params: one, success: HttpApiSchema.NoContent, error: contactNotFound })
    .annotate(OpenApi.Summary, "Remove a contact; its visitors stay, as nobody known")
).annotateMerge(OpenApi.annotations({ title: "Contacts" })) {}
