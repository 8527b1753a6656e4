import type { PayloadEnc, Procedures } from "@cossistant/core/client/procedures"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import type { Things } from "./TwoTenants.ts"

export type InboxTag = Procedures<typeof InboxRpcs>["_tag"]

export interface InboxCase<T extends InboxTag> {
  /** The least it takes: nothing, a session, or a role on the site. */
  readonly needs: "nothing" | "session" | "member" | "admin" | "owner"
  /** What is asked about these things; only some of them are named. */
  readonly about: (things: Things) => PayloadEnc<typeof InboxRpcs, T>
  /** Besides its site it names a thing that belongs to somebody. */
  readonly names?: true
}

const site = ({ websiteId }: Things) => ({ websiteId })
const one = ({ conversationId, websiteId }: Things) => ({ websiteId, conversationId })
const person = ({ userId, websiteId }: Things) => ({ websiteId, userId })
const webhook = ({ webhookId, websiteId }: Things) => ({ websiteId, id: webhookId })
const messageId = "01JZ0000000000000000000001"

/** Every procedure a signed-in person may call. One that is missing here doesn't compile. */
export const inboxCases: { readonly [T in InboxTag]: InboxCase<T> } = {
  "me.get": { needs: "session", about: () => undefined },
  "me.update": { needs: "session", about: () => ({ name: "Olga" }) },
  "capabilities.get": { needs: "session", about: () => undefined },
  "websites.create": {
    needs: "session",
    names: true,
    about: ({ organizationId }) => ({ organizationId, name: "Mine now", domain: "mine.test", installationTarget: "react" })
  },
  "invitations.get": { needs: "nothing", names: true, about: ({ invitation }) => invitation },
  "invitations.accept": { needs: "session", names: true, about: ({ invitation }) => invitation },
  "invitations.reject": { needs: "session", names: true, about: ({ invitation }) => invitation },

  "analytics.inbox": { needs: "member", about: (things) => ({ ...site(things), days: 7 }) },
  "analytics.live": { needs: "member", about: site },
  "analytics.token": { needs: "member", about: site },

  "system.state": { needs: "owner", about: site },
  "system.deadJobs": { needs: "owner", about: (things) => ({ ...site(things), limit: 10 }) },
  "system.retryJob": { needs: "owner", names: true, about: (things) => ({ ...site(things), jobId: things.messageId }) },
  "system.dropJob": { needs: "owner", names: true, about: (things) => ({ ...site(things), jobId: things.messageId }) },

  "billing.plan": { needs: "member", about: site },
  "billing.checkout": { needs: "owner", about: (things) => ({ ...site(things), plan: "pro" }) },
  "billing.portal": { needs: "owner", about: site },

  "team.list": { needs: "member", about: site },
  "team.invite": { needs: "admin", about: (things) => ({ ...site(things), emails: ["new@acme.test"], role: "member" }) },
  "team.cancelInvitation": { needs: "admin", names: true, about: (things) => ({ ...site(things), id: things.invitation.id }) },
  "team.setRole": { needs: "admin", names: true, about: (things) => ({ ...person(things), role: "member" }) },
  "team.remove": { needs: "admin", names: true, about: person },

  "websites.settings": { needs: "member", about: site },
  "websites.update": {
    needs: "admin",
    about: (things) => ({
      ...site(things), name: "Acme", domain: "acme.test", description: "Changed", contactEmail: "help@acme.test",
      allowedOrigins: ["https://acme.test"], identityVerification: "optional", typingPreview: false
    })
  },
  "websites.delete": { needs: "owner", about: (things) => ({ ...site(things), confirmName: "Not its name" }) },
  "websites.install": { needs: "member", about: site },
  "keys.installKey": { needs: "member", about: site },
  "keys.list": { needs: "admin", about: site },
  "keys.create": { needs: "admin", about: (things) => ({ ...site(things), name: "Another", keyType: "public", isTest: true }) },
  "keys.revoke": { needs: "admin", names: true, about: (things) => ({ ...site(things), id: things.keyId }) },
  "identitySecrets.list": { needs: "admin", about: site },
  "identitySecrets.add": { needs: "admin", about: site },
  "identitySecrets.remove": { needs: "admin", names: true, about: (things) => ({ ...site(things), id: things.identitySecretId }) },

  "webhooks.list": { needs: "admin", about: site },
  "webhooks.create": {
    needs: "admin",
    about: (things) => ({ ...site(things), url: "http://127.0.0.1:9/hook", description: null, events: ["message.created"], isTest: true })
  },
  "webhooks.update": { needs: "admin", names: true, about: (things) => ({ ...webhook(things), description: "Mine", events: ["contact.deleted"] }) },
  "webhooks.rotate": { needs: "admin", names: true, about: (things) => ({ ...webhook(things), keepOld: true }) },
  "webhooks.test": { needs: "admin", names: true, about: webhook },
  "webhooks.deliveries": { needs: "admin", names: true, about: (things) => ({ ...webhook(things), state: "pending", before: "999" }) },
  "webhooks.delivery": { needs: "admin", names: true, about: (things) => ({ ...webhook(things), deliveryId: "dlv_1" }) },
  "webhooks.replay": { needs: "admin", names: true, about: (things) => ({ ...webhook(things), deliveryId: "dlv_1" }) },
  "webhooks.remove": { needs: "admin", names: true, about: webhook },

  "inbox.list": { needs: "member", about: (things) => ({ ...site(things), view: "open", isTest: true, cursor: "1790000000000000.COG6CWUP6CKU2Y16WT", limit: 10 }) },
  "inbox.counts": { needs: "member", about: (things) => ({ ...site(things), isTest: true }) },
  "inbox.open": { needs: "member", names: true, about: (things) => ({ ...one(things), limit: 10 }) },
  "inbox.timeline": { needs: "member", names: true, about: (things) => ({ ...one(things), beforeSeq: 100, limit: 10 }) },
  "inbox.reply": {
    needs: "member",
    names: true,
    about: (things) => ({ ...one(things), messageId, text: "Hello", visibility: "public", files: [], confirmedSeq: 1 })
  },
  "inbox.start": {
    needs: "member",
    names: true,
    about: ({ visitorId, websiteId }) => ({ websiteId, visitorId, conversationId: "CO2222222222222222", messageId: "01JZ0000000000000000000003", text: "Hello there" })
  },
  "inbox.setStatus": { needs: "member", names: true, about: (things) => ({ ...one(things), status: "resolved" }) },
  "inbox.setArchived": { needs: "member", names: true, about: (things) => ({ ...one(things), archived: true }) },
  "inbox.setPriority": { needs: "member", names: true, about: (things) => ({ ...one(things), priority: "high" }) },
  "inbox.setTitle": { needs: "member", names: true, about: (things) => ({ ...one(things), title: "Taken over" }) },
  "inbox.assign": { needs: "member", names: true, about: (things) => ({ ...one(things), userId: null }) },
  "inbox.seen": { needs: "member", names: true, about: (things) => ({ ...one(things), seq: 1 }) },
  "inbox.typing": { needs: "member", names: true, about: (things) => ({ ...one(things), isTyping: true, visibility: "public" }) },
  "inbox.viewing": { needs: "member", names: true, about: one },
  "visitors.get": { needs: "member", names: true, about: ({ visitorId, websiteId }) => ({ websiteId, visitorId }) },
  "visitors.setBlocked": {
    needs: "member",
    names: true,
    about: ({ visitorId, websiteId }) => ({ websiteId, visitorId, blocked: true })
  },

  "contacts.erase": { needs: "admin", names: true, about: (things) => ({ ...site(things), contactId: things.messageId }) },
  "visitors.erase": { needs: "admin", names: true, about: ({ visitorId, websiteId }) => ({ websiteId, visitorId }) },

  "uploads.grant": {
    needs: "member",
    names: true,
    about: (things) => ({ ...one(things), filename: "a.txt", mediaType: "text/plain", size: 2 })
  },
  "me.grantImage": { needs: "member", about: (things) => ({ ...site(things), filename: "me.png", mediaType: "image/png", size: 2 }) },
  "me.setImage": { needs: "member", names: true, about: ({ fileKey, websiteId }) => ({ websiteId, key: fileKey }) },
  "websites.grantLogo": { needs: "admin", about: (things) => ({ ...site(things), filename: "logo.png", mediaType: "image/png", size: 2 }) },
  "websites.setLogo": { needs: "admin", names: true, about: ({ fileKey, websiteId }) => ({ websiteId, key: fileKey }) },
  "uploads.claim": { needs: "member", names: true, about: ({ fileKey, websiteId }) => ({ websiteId, key: fileKey }) },
  "inbound.unsettled": { needs: "member", about: (things) => ({ ...site(things), limit: 10 }) },
  "inbound.letter": { needs: "member", names: true, about: (things) => ({ ...site(things), id: things.messageId }) },
  "inbound.retry": { needs: "member", names: true, about: (things) => ({ ...site(things), id: things.messageId }) },
  "mail.deliveries": { needs: "member", names: true, about: one },
  "mail.ofVisitor": { needs: "member", names: true, about: ({ visitorId, websiteId }) => ({ websiteId, visitorId }) },
  "mail.retry": { needs: "member", names: true, about: (things) => ({ ...site(things), letterId: things.messageId }) },
  "mail.suppressions": { needs: "admin", about: (things) => ({ ...site(things), limit: 10 }) },
  "mail.liftSuppression": { needs: "owner", about: (things) => ({ ...site(things), email: "gone@acme.test", reason: "New mailbox" }) },
  "mail.accountLetters": { needs: "owner", about: (things) => ({ ...site(things), limit: 10 }) },
  "mail.retryAccountLetter": { needs: "owner", names: true, about: (things) => ({ ...site(things), letterId: things.messageId }) },
  "mail.dropAccountLetter": { needs: "owner", names: true, about: (things) => ({ ...site(things), letterId: things.messageId }) },
  "notifications.settings": { needs: "member", about: site },
  "notifications.update": { needs: "member", about: (things) => ({ ...site(things), settings: [{ channel: "sound_typing", enabled: true }] }) },
  "notifications.subscribe": {
    needs: "member",
    about: (things) => ({
      ...site(things), deviceName: "Firefox", subscription: { endpoint: "https://push.example.test/1", keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } }
    })
  },
  "notifications.unsubscribe": { needs: "member", names: true, about: (things) => ({ ...site(things), deviceId: things.messageId }) },
  "sync.subscribe": { needs: "member", about: (things) => ({ ...site(things), token: null }) },
  "sync.pull": { needs: "member", about: (things) => ({ ...site(things), token: "another.history.1.1" }) }
}
