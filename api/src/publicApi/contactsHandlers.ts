import { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Contacts } from "./Contacts.ts"

export const contactsHandlers = HttpApiBuilder.group(PublicApi, "contacts", Effect.fnUntraced(function*(handlers) {
  const contacts = yield* Contacts
  return handlers.handleAll({
    list: ({ query }) => CurrentApiKey.use((key) => contacts.list(key, query)),
    create: ({ payload }) => CurrentApiKey.use((key) => Effect.map(contacts.put(key, payload), ({ contact, isNew }) =>
      // The contract's own answer is 201; one that was there is 200, in the same shape.
      isNew ? contact : HttpServerResponse.jsonUnsafe(contact))),
    get: ({ params }) => CurrentApiKey.use((key) => contacts.get(key, params.id)),
    update: ({ params, payload }) => CurrentApiKey.use((key) => contacts.update(key, params.id, payload)),
    setMetadata: ({ params, payload }) => CurrentApiKey.use((key) => contacts.setMetadata(key, params.id, payload.metadata)),
    remove: ({ params, query }) => CurrentApiKey.use((key) => contacts.remove(key, params.id, query.erase === "true")),
    createOrganization: ({ payload }) => CurrentApiKey.use((key) => contacts.addOrganization(key, payload)),
    getOrganization: ({ params }) => CurrentApiKey.use((key) => contacts.organization(key, params.id)),
    updateOrganization: ({ params, payload }) => CurrentApiKey.use((key) => contacts.updateOrganization(key, params.id, payload)),
    removeOrganization: ({ params }) => CurrentApiKey.use((key) => contacts.removeOrganization(key, params.id))
  })
}))
