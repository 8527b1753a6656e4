import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as OpenApi from "effect/http-api/OpenApi"
import { Timestamp } from "../ids/Timestamp.ts"
import { Role } from "../members/Role.ts"
import { PublicWebsite } from "../websites/PublicWebsite.ts"
import { OrganizationId } from "../websites/Website.ts"
import { problem } from "./problem.ts"
import { Access } from "./CurrentApiKey.ts"

/** Somebody of the team; only private keys are told. */
export const TeamMember = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  email: Schema.String,
  role: Role,
  image: Schema.NullOr(Schema.String),
  lastSeenAt: Schema.NullOr(Timestamp)
}).annotate({ identifier: "User" })

/** No organisation by this id is yours. */
export class OrganizationNotFound extends Schema.TaggedError<OrganizationNotFound>()("OrganizationNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}

/** The site whose key it is. */
export class WebsitesApi extends HttpApiGroup.make("websites").add(
  HttpApiEndpoint.get("info", "/websites", { success: PublicWebsite.annotate({ identifier: "WebsiteInfo" }) })
    .annotate(Access, "any")
    .annotate(OpenApi.Summary, "The site, its team as visitors see it, and the visitor at hand"),
  HttpApiEndpoint.get("teamMembers", "/websites/team-members", { success: Schema.Struct({ members: Schema.Array(TeamMember) }) })
    .annotate(OpenApi.Summary, "Everyone who works on the site"),
  HttpApiEndpoint.get("organization", "/organizations/:id", {
    params: { id: Schema.String },
    success: Schema.Struct({ id: OrganizationId, name: Schema.String }),
    error: problem(OrganizationNotFound, "No organisation by this id is yours.")
  }).annotate(OpenApi.Summary, "The organisation the site belongs to")
).annotateMerge(OpenApi.annotations({ title: "Website" })) {}
