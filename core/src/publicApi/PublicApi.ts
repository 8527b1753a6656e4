import * as HttpApi from "effect/http-api/HttpApi"
import * as OpenApi from "effect/http-api/OpenApi"
import { ContactsApi } from "./contactsApi.ts"
import { ConversationsApi } from "./conversationsApi.ts"
import { ApiDoor } from "./CurrentApiKey.ts"
import { FeedbackApi } from "./feedbackApi.ts"
import { MessagesApi } from "./messagesApi.ts"
import { UploadsApi } from "./uploadsApi.ts"
import { VisitorsApi } from "./visitorsApi.ts"
import { WebsitesApi } from "./websitesApi.ts"

/** Everything that servers (with a private key) and pages (with a public key, as a visitor) may ask over HTTP, below `/v1`. */
export class PublicApi extends HttpApi.make("cossistant")
  .add(WebsitesApi, ConversationsApi, MessagesApi, VisitorsApi, ContactsApi, UploadsApi, FeedbackApi)
  .middleware(ApiDoor)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({
    title: "Cossistant API",
    version: "1",
    description: "Read and write what your inbox holds. Private keys (`sk_…`) see all data of their kind, live or test; public keys (`pk_…`) act for one visitor, from allowed origins."
  })) {}
