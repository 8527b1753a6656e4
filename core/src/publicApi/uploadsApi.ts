import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as OpenApi from "effect/http-api/OpenApi"
import { Timestamp } from "../ids/Timestamp.ts"
import { ClaimedFile } from "../uploads/Upload.ts"
import { Access } from "./CurrentApiKey.ts"
import { problems } from "./problems.ts"

const { conversationNotFound, fileRefused } = problems

/** The key's own, if named. */
const ownSite = { websiteId: Schema.optionalKey(Schema.String), organizationId: Schema.optionalKey(Schema.String) }

/** A field of the documented product that has one meaning here: what says something else is refused rather than left unheard. */
const only = <S extends Schema.Top>(schema: S, fits: (value: S["Type"]) => boolean, words: string) =>
  Schema.optionalKey(schema.check(Schema.makeFilter((value: S["Type"]) => fits(value) || words)))

/** Attaching a file: ask for a grant, PUT the file, claim it, name its key in a message. */
export class UploadsApi extends HttpApiGroup.make("uploads").add(
  HttpApiEndpoint.post("sign", "/uploads/sign-url", {
    payload: Schema.Struct({
      scope: Schema.Struct({ type: Schema.Literal("conversation"), conversationId: Schema.String, ...ownSite }),
      ...ownSite,
      contentType: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(256)),
      fileName: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(128), Schema.isPattern(/^[^/\\]+$/, { expected: "a name without / or \\" })),
      /** Appended to the name, which lacks it. */
      fileExtension: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[A-Za-z0-9]{1,16}$/, { expected: "letters and digits without the dot, such as pdf" }))),
      path: only(Schema.String, (path) => path === "", "Leave out path: the server says where a file goes"),
      useCdn: only(Schema.Boolean, (useCdn) => !useCdn, "Leave out useCdn: what is said in a conversation isn't served by a CDN"),
      /** In bytes: the grant is for exactly so many. */
      size: Schema.Int
    }),
    success: Schema.Struct({
      uploadUrl: Schema.String,
      key: Schema.String,
      method: Schema.Literal("PUT"),
      /** To be sent with the file. */
      headers: Schema.Record(Schema.String, Schema.String),
      contentType: Schema.String,
      expiresAt: Timestamp
    }),
    error: [fileRefused, conversationNotFound]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "Leave to PUT one file of this size and type, once"),
  HttpApiEndpoint.post("claim", "/uploads/claim", {
    payload: Schema.Struct({ key: Schema.String }),
    success: ClaimedFile.annotate({ identifier: "ClaimedFile" }),
    error: fileRefused
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "The file has arrived: what it is, by its bytes")
).annotateMerge(OpenApi.annotations({ title: "Uploads" })) {}
