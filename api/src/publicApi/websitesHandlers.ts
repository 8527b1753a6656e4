import { CurrentApiKey } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import { OrganizationNotFound } from "@cossistant/core/publicApi/websitesApi"
import { OrganizationId } from "@cossistant/core/websites/Website"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Members } from "../members/Members.ts"
import { Websites } from "../websites/Websites.ts"
import { ApiConversations } from "./ApiConversations.ts"

export const websitesHandlers = HttpApiBuilder.group(PublicApi, "websites", Effect.fnUntraced(function*(handlers) {
  const websites = yield* Websites
  const members = yield* Members
  const conversations = yield* ApiConversations
  return handlers.handleAll({
    info: () => CurrentApiKey.use((key) => websites.publicFace(key, key.authorization)),
    teamMembers: () => CurrentApiKey.use((key) => Effect.map(members.team(key.websiteId), (team) => ({
      members: team.map(({ email, image, lastSeenAt, name, role, userId }) => ({ id: userId, name, email, role, image, lastSeenAt }))
    }))),
    organization: ({ params: { id } }) => CurrentApiKey.use((key) => Effect.flatMap(conversations.organization(key), (organization) =>
      organization?.id === id
        ? Effect.succeed({ id: OrganizationId.make(organization.id), name: organization.name })
        : Effect.fail(new OrganizationNotFound({ id }))))
  })
}))
