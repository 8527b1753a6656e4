import { Access, type ApiAccess } from "@cossistant/core/publicApi/CurrentApiKey"
import { PublicApi } from "@cossistant/core/publicApi/PublicApi"
import * as Context from "effect/Context"
import * as HttpApi from "effect/http-api/HttpApi"
import type { Things } from "./TwoTenants.ts"

/** An endpoint of the public API as its contract has it. */
export interface ApiEndpoint {
  readonly method: string
  /** As the router knows it: `/v1/conversations/:id`. */
  readonly path: string
  readonly access: ApiAccess
}

/** Every endpoint of the contract, by `group.endpoint`. */
export const apiEndpoints: ReadonlyMap<string, ApiEndpoint> = (() => {
  const endpoints = new Map<string, ApiEndpoint>()
  HttpApi.reflect(PublicApi, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, group }) => void endpoints.set(`${group.identifier}.${endpoint.identifier}`, {
      method: endpoint.method, path: endpoint.path, access: Context.get(endpoint.annotations, Access)
    })
  })
  return endpoints
})()

/** What is asked about somebody's things. */
export interface ApiQuestion {
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

export interface ApiCase {
  readonly about: (things: Things) => ApiQuestion
  /** It names a thing that belongs to somebody. */
  readonly names?: true
}

const one = ({ conversationId }: Things) => ({ id: conversationId })
const named = (about: (things: Things) => ApiQuestion): ApiCase => ({ about, names: true })
const triage = named(one)
const contactId = "01JZ000000000000000000C0DE"
const messageId = "01JZ0000000000000000000002"

/** Every endpoint, asked well-formed. One that is missing here fails the suite. */
export const apiCases: Readonly<Record<string, ApiCase>> = {
  "websites.info": { about: () => ({}) },
  "websites.teamMembers": { about: () => ({}) },
  "websites.organization": named(({ organizationId }) => ({ id: organizationId })),
  "conversations.create": named(({ conversationId, visitorId }) => ({ body: { visitorId, conversationId, defaultTimelineItems: [{ text: "Mine now" }] } })),
  "conversations.list": named(({ visitorId }) => ({ query: { visitorId, limit: "5", cursor: "1790000000000000.COG6CWUP6CKU2Y16WT" } })),
  "conversations.inbox": { about: () => ({ query: { view: "open", limit: "5" } }) },
  "conversations.get": named(one),
  "conversations.timeline": named((things) => ({ ...one(things), query: { limit: "5", cursor: "100" } })),
  "conversations.seen": named(one),
  "conversations.markSeen": named((things) => ({ ...one(things), body: { visitorId: things.visitorId } })),
  "conversations.typing": named((things) => ({ ...one(things), body: { visitorId: things.visitorId, isTyping: true, visitorPreview: "I wr" } })),
  "conversations.rate": named((things) => ({ ...one(things), body: { visitorId: things.visitorId, rating: 1, comment: "Bad" } })),
  "conversations.export": named(one),
  "conversations.update": named((things) => ({ ...one(things), body: { title: "Mine now" } })),
  "conversations.setMetadata": named((things) => ({ ...one(things), body: { metadata: { mine: true } } })),
  "conversations.resolve": triage,
  "conversations.reopen": triage,
  "conversations.spam": triage,
  "conversations.notSpam": triage,
  "conversations.archive": triage,
  "conversations.unarchive": triage,
  "conversations.joinEscalation": triage,
  "conversations.read": triage,
  "conversations.unread": triage,
  "messages.send": named(({ conversationId, visitorId }) => ({ body: { conversationId, item: { id: messageId, text: "Not mine", visitorId } } })),
  "visitors.start": { about: () => ({ body: { profile: {} } }) },
  "visitors.get": named(({ visitorId }) => ({ id: visitorId })),
  "visitors.update": named(({ visitorId }) => ({ id: visitorId, body: { language: "xx" } })),
  "visitors.setMetadata": named(({ visitorId }) => ({ id: visitorId, body: { metadata: { mine: true } } })),
  "visitors.activity": named(({ visitorId }) => ({
    id: visitorId, body: { sessionId: "s", activityType: "heartbeat", currentPage: { url: "https://evil.test/", path: "/", title: null } }
  })),
  "visitors.identify": named(({ visitorId }) => ({ body: { visitorId, externalId: "jane", email: "jane@evil.test" } })),
  "contacts.list": { about: () => ({ query: { limit: "5", email: "jane@acme.test" } }) },
  "contacts.create": { about: () => ({ body: { externalId: "jane", name: "Jane", metadata: { plan: "pro" } } }) },
  "contacts.get": named(() => ({ id: contactId })),
  "contacts.update": named(() => ({ id: contactId, body: { name: "Mine" } })),
  "contacts.setMetadata": named(() => ({ id: contactId, body: { metadata: { mine: true } } })),
  "contacts.remove": named(() => ({ id: contactId })),
  "contacts.createOrganization": { about: () => ({ body: { name: "Shop", domain: "shop.test" } }) },
  "contacts.getOrganization": named(() => ({ id: contactId })),
  "contacts.updateOrganization": named(() => ({ id: contactId, body: { name: "Mine" } })),
  "contacts.removeOrganization": named(() => ({ id: contactId })),
  "uploads.sign": named(({ conversationId }) => ({
    body: { scope: { type: "conversation", conversationId }, contentType: "text/plain", fileName: "a.txt", size: 2 }
  })),
  "uploads.claim": named(({ fileKey }) => ({ body: { key: fileKey } })),
  "feedback.submit": named(({ conversationId, visitorId }) => ({ body: { rating: 1, source: "widget", conversationId, visitorId } })),
  "feedback.list": named(({ conversationId, visitorId }) => ({ query: { conversationId, visitorId } })),
  "feedback.get": named(() => ({ id: contactId }))
}
