import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { overEach, overHttp } from "./calls.ts"
import { invitationTo, postAuth, signIn, signUp } from "./people.ts"
import { asMember, must } from "./TwoTenants.ts"

/** The program's own secrets; each provider's text is a canary. */
export const environment = {
  BETTER_AUTH_SECRET: "canary-of-the-sessions-0123456789abcdef",
  API_KEY_SECRET: "canary-of-the-api-keys-0123456789abcdef",
  ENCRYPTION_KEY: "canary-of-the-box-0123456789abcdef01234",
  METRICS_TOKEN: "canary-of-the-metrics-0123456789abcdef0"
}
/** No secret, so that a search which finds nothing is known to search. */
export const notSecret = "a message to be found"
const passwords = { first: "canary horse battery staple", second: "canary number two entirely" }

/** A secret, and the answers that may hold it: those that tell it to its owner. */
export interface Canary {
  readonly name: string
  readonly value: string
  readonly toldBy: ReadonlyArray<string>
}

const tokenOf = (cookie: string) => decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1)).split(".")[0] ?? ""
const newestSecret = (admin: PgClient.PgClient, to: string) =>
  Effect.map(admin<{ text: string }>`select text from outbox where recipient = ${to} order by sent_at desc, id desc limit 1`, ([letter]) =>
    /#(?:token|secret)=([\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "")

/** Lives through everything that has a secret, right and wrong and with a broken database; gives what must have stayed one. */
export const secretLife = Effect.gen(function*() {
  const { firstOwner, url } = yield* TestProgram
  const { admin, url: databaseUrl } = yield* TestDatabase
  const owner = yield* firstOwner
  const { websiteId } = owner
  const canaries: Array<Canary> = []
  const keep = (name: string, value: string, ...toldBy: ReadonlyArray<string>) => (canaries.push({ name, value, toldBy }), value)
  const letterSecret = (to: string) => Effect.runPromise(Effect.orDie(newestSecret(admin, to)))

  yield* Effect.promise(async () => {
    const ask = asMember(url, owner.cookie)
    keep("session", tokenOf(owner.cookie), "/api/auth/sign-up/email")
    const key = await must(ask, "keys.create", { websiteId, name: "Server", keyType: "private", isTest: true }) as { readonly value: string }
    keep("private key", key.value, "keys.create")
    const signing = await must(ask, "identitySecrets.add", { websiteId }) as { readonly secret: string }
    keep("identity secret", signing.secret, "identitySecrets.add", "identitySecrets.list")
    await must(ask, "identitySecrets.list", { websiteId })
    const hook = await must(ask, "webhooks.create", {
      websiteId, url: "http://127.0.0.1:9/hook", description: null, events: ["message.created"], isTest: true
    }) as { readonly secret: string }
    keep("webhook secret", hook.secret, "webhooks.create")
    const asServer = (path: string, init: RequestInit = {}) => fetch(`${url}/v1${path}`, {
      ...init, headers: { authorization: `Bearer ${key.value}`, "content-type": "application/json", "idempotency-key": "once" }
    })
    await asServer("/contacts", { method: "POST", body: JSON.stringify({ externalId: key.value.length }) })
    await asServer("/messages", { method: "POST", body: "{" })

    await must(ask, "team.invite", { websiteId, emails: ["mia@acme.test"], role: "member" })
    const invitation = await invitationTo(admin, "mia@acme.test")
    keep("invitation", invitation.secret)
    keep("password", passwords.first)
    const cookie = await signUp(url, "mia@acme.test", { invitation, password: passwords.first })
    keep("new member's session", tokenOf(cookie), "/api/auth/sign-up/email")
    await must(asMember(url, cookie), "invitations.accept", invitation)
    await postAuth(url, "/sign-in/email", { email: "mia@acme.test", password: passwords.second })
    await postAuth(url, "/request-password-reset", { email: "mia@acme.test" })
    await Effect.runPromise(Effect.repeat(newestSecret(admin, "mia@acme.test"), { until: (secret) => secret !== invitation.secret && secret !== "" }))
    const token = keep("password reset", await letterSecret("mia@acme.test"))
    keep("new password", passwords.second)
    await postAuth(url, "/reset-password", { token: `${token}x`, newPassword: passwords.second })
    await postAuth(url, "/reset-password", { token, newPassword: passwords.second })
    const again = await signIn(url, "mia@acme.test", passwords.second)
    keep("later session", tokenOf(again), "/api/auth/sign-in/email")

    const page = { door: "widget", key: owner.testKey, origin: "http://localhost:5173" } as const
    const started = await must(overHttp(url, page), "visitors.start", { profile: {} }) as { readonly secret: string }
    const secret = keep("visitor", started.secret, "visitors.start")
    const identityToken = keep("identity token", await signIdentity({ secret: signing.secret, websiteId, externalId: "jane" }))
    await overEach(url, { ...page, secret }, async (talk) => {
      await must(talk, "visitors.identify", { identityToken })
      await must(talk, "conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: notSecret })
      await talk("visitors.identify", { identityToken: { wrong: identityToken } })
      await talk("visitors.identify", { identityToken: `${identityToken}x` })
      await talk("visitors.identify", { [secret]: secret, externalId: [secret] })
      await talk("conversations.send", { text: { secret, identityToken } })
      await talk(secret, { secret })
    })
    await overEach(url, { door: "inbox", origin: url, cookie: again }, async (talk) => {
      await talk("invitations.accept", { id: 5, secret: invitation.secret })
      await talk("invitations.get", { id: invitation.id, secret: `${invitation.secret}x` })
      await talk("invitations.reject", { id: [invitation.secret], secret: token })
      await talk("keys.revoke", { websiteId, id: key.value })
    })
    await postAuth(url, "/sign-in/email", { email: { password: passwords.second }, password: passwords.second })
    await postAuth(url, "/confirm-email", { token: [token] })
    await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${environment.METRICS_TOKEN}` } })

    // The same with a broken database: everything that fails is written down with its cause.
    const tables = ["visitor", "contact", "api_key", "invitation", "identity_secret", "conversation", "auth.sessions", "auth.users", "auth.verifications"]
    const rename = (from: string, to: string) => Effect.runPromise(Effect.orDie(admin.unsafe(`alter table ${from} rename to ${to}`)))
    for (const table of tables) {
      const [, name = table] = table.split(".")
      await rename(table, `${name}_away`)
      await overEach(url, { ...page, secret }, async (talk) => {
        for (const tag of ["websites.get", "conversations.list", "sync.pull"]) await talk(tag, tag === "sync.pull" ? { token: null } : {})
        await talk("visitors.start", { profile: {} })
        await talk("visitors.identify", { identityToken })
        await talk("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "lost" })
      })
      await overEach(url, { door: "inbox", origin: url, cookie: again }, async (talk) => {
        await talk("invitations.get", invitation)
        await talk("invitations.accept", invitation)
        await talk("identitySecrets.list", { websiteId })
        await talk("me.get", null)
      })
      await postAuth(url, "/reset-password", { token, newPassword: passwords.second }).catch(() => undefined)
      await postAuth(url, "/sign-in/email", { email: "mia@acme.test", password: passwords.second }).catch(() => undefined)
      await rename(`${table}_away`, name)
    }
  })
  for (const [name, value] of Object.entries(environment)) canaries.push({ name, value, toldBy: [] })
  canaries.push({ name: "DATABASE_URL", value: new URL(Redacted.value(databaseUrl)).password, toldBy: [] })
  return canaries
})
