import type { InboxRpcs } from "@cossistant/core/rpcs"
import type { Client } from "@cossistant/core/client/Client"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { resendSecret } from "../../../../e2e/src/peers/resendPeer.ts"
import { callOfBridge, sesSecret } from "../../../../e2e/src/peers/sesBridge.ts"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { freePort } from "../../run/freePort.ts"
import { TestDatabase } from "../../testing/TestDatabase.ts"
import { TestProgram } from "../../testing/TestProgram.ts"
import { DnsResolver } from "../authentication.ts"
import { ReplyAddress } from "../ReplyAddress.ts"
import { SmtpListener } from "../SmtpListener.ts"

export const domains = { smtp: "in.acme.test", ses: "ses.acme.test", resend: "resend.acme.test" }

/** A server that takes answers by mail, with an owner who has answered a visitor. */
export class MailDesk extends Context.Service<MailDesk, {
  readonly url: string
  readonly smtpPort: number
  readonly websiteId: string
  readonly cookie: string
  readonly client: Client<typeof InboxRpcs>
  readonly ownerEmail: string
  /** A visitor with this address, in a conversation of their own, and the two addresses that take answers into it. */
  readonly talk: (email?: string) => Promise<Talk>
  /** A second site of the same owner. */
  readonly otherSite: () => Promise<{ readonly websiteId: string; readonly talk: (email?: string) => Promise<Talk> }>
  /** Posts to the SES door as the bridge does. */
  readonly bridge: (path: "inbound" | "events", body: unknown, headers?: Readonly<Record<string, string>>) => Promise<{ readonly status: number; readonly body: never }>
}>()("api/inbound/testing/MailDesk") {
  static readonly layer = (settings: Readonly<Record<string, string>> = {}, dns: Readonly<Record<string, ReadonlyArray<unknown> | Promise<ReadonlyArray<unknown>>>> = {}) =>
    Layer.effect(MailDesk, make).pipe(Layer.provideMerge(
      Layer.suspend(() => TestProgram.layer({
        SMTP_INBOUND_PORT: String(freePort("127.0.0.1")),
        SMTP_INBOUND_DOMAIN: domains.smtp,
        EMAIL_SES_INBOUND_DOMAIN: domains.ses,
        EMAIL_RESEND_INBOUND_DOMAIN: domains.resend,
        SES_WEBHOOK_SECRET: sesSecret,
        RESEND_WEBHOOK_SECRET: resendSecret,
        ...settings
      })).pipe(Layer.provide(Layer.succeed(DnsResolver, (name, type) => {
        const found = dns[`${type} ${name}`]
        return found === undefined ? Promise.reject(Object.assign(new Error(`no ${type} of ${name}`), { code: "ENOTFOUND" })) : Promise.resolve(found)
      })))
    ))
}

export interface Talk {
  readonly websiteId: string
  readonly conversationId: string
  readonly visitorId: string
  readonly visitorAddress: string
  readonly memberAddress: string
  /** The messages of the thread, oldest first. */
  readonly messages: () => Promise<ReadonlyArray<{ readonly id: string; readonly text: string | null; readonly userId: string | null; readonly visitorId: string | null; readonly parts: ReadonlyArray<{ readonly type: string; readonly filename?: string; readonly mediaType?: string; readonly url?: string }> }>>
  readonly status: () => Promise<string>
}

const make = Effect.gen(function*() {
  const { firstOwner, url, widget } = yield* TestProgram
  const { port } = yield* SmtpListener
  const { mint } = yield* ReplyAddress
  const { admin } = yield* TestDatabase
  const { client, cookie, testKey, websiteId } = yield* firstOwner
  const me = yield* Effect.promise(() => client.call("me.get", undefined))

  const talkOn = (site: { readonly websiteId: string; readonly testKey: string }) => async (email = "vera@visitor.test"): Promise<Talk> => {
    const device = widget(site.testKey, { socket: false })
    const { visitorId } = await device.begin()
    const conversationId = newConversationId()
    await device.call("visitors.identify", { email, name: "Vera Visitor" })
    await device.call("conversations.send", { conversationId, messageId: ulid(), text: "Where is my parcel?" })
    await client.call("inbox.reply", {
      websiteId: site.websiteId as never, conversationId: conversationId as never, messageId: ulid() as never, text: "On its way.", visibility: "public", confirmedSeq: 1 as never
    })
    const address = (recipient: { readonly type: "member" | "visitor"; readonly id: string }) =>
      Effect.runPromise(mint({ websiteId: site.websiteId, conversationId, recipient })).then((minted) => minted ?? "")
    const open = () => client.call("inbox.open", { websiteId: site.websiteId as never, conversationId: conversationId as never, limit: 100 })
    return {
      websiteId: site.websiteId,
      conversationId,
      visitorId,
      visitorAddress: await address({ type: "visitor", id: visitorId }),
      memberAddress: await address({ type: "member", id: me.userId }),
      messages: async () => (await open()).items.filter(({ type }) => type === "message"),
      status: async () => (await open()).conversation.status
    }
  }

  return MailDesk.of({
    url,
    smtpPort: port ?? 0,
    websiteId,
    cookie,
    client,
    ownerEmail: "olga@acme.test",
    talk: talkOn({ websiteId, testKey }),
    otherSite: async () => {
      const { testPublicKey, website } = await client.call("websites.create", {
        organizationId: me.organizations[0]?.id as never, name: "Other", domain: "other.test", installationTarget: "react"
      })
      await Effect.runPromise(admin`select 1`)
      return { websiteId: website.id, talk: talkOn({ websiteId: website.id, testKey: testPublicKey }) }
    },
    bridge: async (path, body, headers) => {
      const answer = await callOfBridge(url, path, body, headers)
      return { status: answer.status, body: answer.body as never }
    }
  })
})
