import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { type Ask, type Caller, overHttp } from "./calls.ts"
import { joinTeam, signUp } from "./people.ts"

/** One of each thing that belongs to somebody: what a stranger may try to name. */
export interface Things {
  readonly organizationId: string
  readonly websiteId: string
  readonly conversationId: string
  readonly messageId: string
  readonly visitorId: string
  readonly userId: string
  readonly keyId: string
  readonly identitySecretId: string
  readonly fileKey: string
  readonly webhookId: string
  readonly invitation: { readonly id: string; readonly secret: string }
}

/** A visitor with a conversation and a claimed file of its own. */
export interface Someone extends Pick<Things, "conversationId" | "messageId" | "visitorId" | "fileKey"> {
  readonly caller: Caller & { readonly secret: string }
}

/** A customer of the server: its people, its site, its keys, its visitors. */
export interface Tenant {
  readonly things: Things
  readonly owner: string
  readonly testKey: string
  readonly liveKey: string
  readonly testVisitor: Someone
  readonly liveVisitor: Someone
}

/** Nothing by any of these names is there. */
export const nothing: Things = {
  organizationId: ulid(),
  websiteId: ulid(),
  conversationId: newConversationId(),
  messageId: ulid(),
  visitorId: ulid(),
  userId: ulid(),
  keyId: ulid(),
  identitySecretId: ulid(),
  fileKey: `${ulid()}/${ulid()}/${newConversationId()}/${"a".repeat(22)}/file.txt`,
  webhookId: ulid(),
  invitation: { id: ulid(), secret: "s".repeat(43) }
}

/** Two customers of one server who never met, and the first one's colleagues. */
export class TwoTenants extends Context.Service<TwoTenants, {
  readonly url: string
  readonly acme: Tenant
  readonly other: Tenant
  /** Cookies of the first one's team on its site; `elsewhere` is a member of another site of the same organisation. */
  readonly team: { readonly admin: string; readonly member: string; readonly elsewhere: string }
}>()("api/proofs/TwoTenants") {
  static readonly layer = Layer.effect(TwoTenants, Effect.gen(function*() {
    const { firstOwner, url } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const first = yield* firstOwner
    return yield* Effect.promise(async () => {
      const acme = await tenant(url, admin, first.cookie, "acme.test", first)
      const other = await tenant(url, admin, await signUp(url, "otto@other.test"), "other.test")
      const second = await must(asMember(url, first.cookie), "websites.create", {
        name: "Acme Two", domain: "two.acme.test", installationTarget: "react"
      }) as { readonly website: { readonly id: string } }
      const join = async (name: string, role: "admin" | "member", websiteId = first.websiteId) =>
        (await joinTeam(url, admin, first.cookie, { websiteId, email: `${name}@acme.test`, role })).cookie
      const team = {
        admin: await join("adam", "admin"),
        member: await join("mia", "member"),
        elsewhere: await join("elsa", "member", second.website.id)
      }
      return { url, acme, other, team }
    })
  })).pipe(Layer.provideMerge(TestProgram.layer({ OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32", API_REQUESTS_PER_MINUTE: "10000000", SIGN_UP: "open" })))
}

/** A member's browser on our own pages, whose origin is the server's address unless given. */
export const asMember = (url: string, cookie: string, origin = url): Ask => overHttp(url, { door: "inbox", origin, cookie })

/** Asks what must be answered. */
export const must = async (ask: Ask, tag: string, payload: unknown): Promise<unknown> => {
  const outcome = await ask(tag, payload)
  if (outcome._tag !== "Success") throw new Error(`${tag} was refused: ${JSON.stringify(outcome)}`)
  return outcome.value
}

const tenant = async (
  url: string,
  admin: PgClient.PgClient,
  owner: string,
  domain: string,
  made?: { readonly websiteId: string; readonly testKey: string }
): Promise<Tenant> => {
  const ask = asMember(url, owner)
  const get = <A>(tag: string, payload: unknown) => must(ask, tag, payload) as Promise<A>
  const newSite = async () => {
    const { testPublicKey, website } = await get<{ website: { id: string }; testPublicKey: string }>("websites.create", {
      name: domain, domain, installationTarget: "react"
    })
    return { websiteId: website.id, testKey: testPublicKey }
  }
  const { testKey, websiteId } = made ?? await newSite()
  const site = { websiteId }
  const keys = await get<ReadonlyArray<{ id: string; key: string; isTest: boolean }>>("keys.list", site)
  const liveKey = keys.find(({ isTest }) => !isTest)
  const { id: identitySecretId } = await get<{ id: string }>("identitySecrets.add", site)
  const { endpoint: webhook } = await get<{ endpoint: { id: string } }>("webhooks.create", {
    ...site, url: "http://127.0.0.1:9/hook", description: null, events: ["contact.deleted"], isTest: true
  })
  // Nothing is sent from here.
  await get("webhooks.update", { ...site, id: webhook.id, isEnabled: false })
  const me = await get<{ userId: string; organizations: ReadonlyArray<{ id: string }> }>("me.get", null)
  await get("team.invite", { ...site, emails: [`guest@${domain}`], role: "member" })
  const { invitations } = await get<{ invitations: ReadonlyArray<{ id: string }> }>("team.list", site)
  const testVisitor = await someone(url, { door: "widget", key: testKey, origin: "http://localhost:5173" })
  const liveVisitor = await someone(url, { door: "widget", key: liveKey?.key ?? "", origin: `https://${domain}` })
  return {
    owner,
    testKey,
    liveKey: liveKey?.key ?? "",
    testVisitor,
    liveVisitor,
    things: {
      ...site,
      ...testVisitor,
      organizationId: me.organizations[0]?.id ?? "",
      userId: me.userId,
      keyId: liveKey?.id ?? "",
      identitySecretId,
      webhookId: webhook.id,
      invitation: { id: invitations[0]?.id ?? "", secret: "s".repeat(43) }
    }
  }
}

/** What every visitor here says first. */
export const firstWords = "Help, please"

/** Becomes a visitor, says something and attaches a file. */
export const someone = async (url: string, page: Caller): Promise<Someone> => {
  const started = await must(overHttp(url, page), "visitors.start", { profile: {} }) as
    { readonly secret: string; readonly visitor: { readonly id: string } }
  const caller = { ...page, secret: started.secret }
  const ask = overHttp(url, caller)
  const conversationId = newConversationId()
  const messageId = ulid()
  await must(ask, "conversations.send", { conversationId, messageId, text: firstWords })
  const grant = await must(ask, "uploads.grant", { conversationId, filename: "a.txt", mediaType: "text/plain", size: 2 }) as
    { readonly key: string; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  const stored = await fetch(new URL(grant.url, url), { method: "PUT", headers: grant.headers, body: "hi" })
  if (!stored.ok) throw new Error(`The file was refused: ${stored.status}`)
  await must(ask, "uploads.claim", { key: grant.key })
  return { caller, visitorId: started.visitor.id, conversationId, messageId, fileKey: grant.key }
}
