import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import { Metadata } from "../ids/Metadata.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Attribution } from "../visitors/Attribution.ts"
import { ContactId, PublicContact, PublicVisitor, VisitorId } from "../visitors/PublicVisitor.ts"
import { CurrentPage, VisitorDetail } from "../visitors/VisitorDetail.ts"
import { VisitorProfile } from "../visitors/widgetVisitorRpcs.ts"
import { ContactOrganizationId } from "./Contact.ts"
import { Access } from "./CurrentApiKey.ts"
import { problems } from "./problems.ts"
import { emailPattern } from "./wanted.ts"

const one = { id: VisitorId }
const { identityRefused, notIdentified, visitorNotFound } = problems

const OwnVisitor = PublicVisitor.annotate({ identifier: "PublicVisitor" })

/** With a private key all that is known, with a public one what a visitor may know of itself. */
export const ApiVisitor = Schema.Union([VisitorDetail.annotate({ identifier: "Visitor" }), OwnVisitor])

const email = Schema.String.check(Schema.isMaxLength(254), emailPattern)

/** Browsers on a site, and who they turn out to be. */
export class VisitorsApi extends HttpApiGroup.make("visitors").add(
  HttpApiEndpoint.post("start", "/visitors", {
    payload: Schema.Struct({ profile: Schema.optionalKey(VisitorProfile) }),
    success: Schema.Struct({ visitor: OwnVisitor, secret: Schema.String }).pipe(HttpApiSchema.status(201))
  }).annotate(Access, "any").annotate(OpenApi.Summary, "A new visitor, and the only telling of its secret"),
  HttpApiEndpoint.get("get", "/visitors/:id", { params: one, success: ApiVisitor, error: visitorNotFound })
    .annotate(Access, "visitor").annotate(OpenApi.Summary, "A visitor; with a public key only the own one"),
  HttpApiEndpoint.patch("update", "/visitors/:id", { params: one, payload: VisitorProfile, success: ApiVisitor, error: visitorNotFound })
    .annotate(Access, "visitor").annotate(OpenApi.Summary, "What the browser tells of itself"),
  HttpApiEndpoint.patch("setMetadata", "/visitors/:id/metadata", {
    params: one, payload: Schema.Struct({ metadata: Metadata }), success: ApiVisitor, error: [visitorNotFound, notIdentified]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "Merge facts into the visitor's contact"),
  HttpApiEndpoint.post("activity", "/visitors/:id/activity", {
    params: one,
    payload: Schema.Struct({
      sessionId: Schema.String.check(Schema.isMaxLength(100)),
      activityType: Schema.Literals(["connected", "focus", "heartbeat", "route_change"]),
      attribution: Schema.optionalKey(Schema.NullOr(Attribution)),
      currentPage: Schema.optionalKey(Schema.NullOr(CurrentPage))
    }),
    success: Schema.Struct({ ok: Schema.Literal(true), acceptedAt: Timestamp }),
    error: visitorNotFound
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "The visitor is there"),
  HttpApiEndpoint.post("identify", "/contacts/identify", {
    payload: Schema.Struct({
      visitorId: Schema.optionalKey(VisitorId),
      /** With a private key: a contact that is there, by its id. */
      id: Schema.optionalKey(ContactId),
      externalId: Schema.optionalKey(Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(255))),
      email: Schema.optionalKey(email),
      name: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200))),
      image: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000))),
      metadata: Schema.optionalKey(Metadata),
      /** With a private key: the company the contact belongs to. */
      contactOrganizationId: Schema.optionalKey(ContactOrganizationId),
      /** With a public key: the signed token that proves it. */
      identityToken: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(4096)))
    }),
    success: Schema.Struct({ contact: Schema.NullOr(PublicContact.annotate({ identifier: "PublicContact" })), visitorId: VisitorId }),
    error: [
      visitorNotFound, problems.visitorRequired, identityRefused, notIdentified,
      problems.contactNotFound, problems.contactOrganizationNotFound, problems.externalIdTaken
    ]
  }).annotate(Access, "visitor")
    .annotate(OpenApi.Summary, "Say who a visitor is; a private key's word proves it, a public key's only with a signed token")
).annotateMerge(OpenApi.annotations({ title: "Visitors" })) {}
