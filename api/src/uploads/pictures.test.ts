import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Storage } from "../storage/Storage.ts"
import { diskStorage, peerStorage } from "../storage/testing/peerStorage.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"

/** The smallest PNG: one pixel. */
const png = Uint8Array.from(Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"
))
const picture = { filename: "me.png", mediaType: "image/png", size: png.length }

interface Grant {
  readonly key: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
}

const ask = (url: string, init: RequestInit = {}) => SiteWorld.use(({ http }) => {
  const { hostname, pathname, port, search } = new URL(url)
  return hostname === "localhost" && port === "3000" ? http(pathname + search, init) : Effect.promise(() => fetch(url, init))
})
const put = (grant: Grant, body: Uint8Array<ArrayBuffer>) =>
  ask(grant.url, { method: "PUT", body, headers: { ...grant.headers, "content-length": String(body.length) } })
const statusAt = (url: string | null) => Effect.map(ask(url ?? ""), ({ status }) => status)

/** A site whose owner has an account, as everybody has who reaches one. */
const begin = Effect.gen(function*() {
  const { newSite } = yield* SiteWorld
  const { admin } = yield* TestDatabase
  const site = yield* newSite()
  yield* admin`insert into auth.users (id, name, email, "emailVerified") values ('owner', 'Olga', 'olga@shop.example', true) on conflict do nothing`
  yield* admin`insert into member (organization_id, user_id, role) values (${site.website.organizationId}, 'owner', 'owner') on conflict do nothing`
  const used = Effect.map(admin`select coalesce(sum(bytes), 0)::int as bytes from storage_use where website_id = ${site.website.id}`, ([row]) => row?.["bytes"])
  return { ...site, of: { websiteId: site.website.id }, used }
})

const suites = [
  { name: "on disk", storage: () => diskStorage },
  { name: "in S3", storage: () => peerStorage() }
] as const

for (const { name, storage } of suites) {
  layer(SiteWorld.over(storage()), { excludeTestServices: true })(`A picture ${name}`, (it) => {
    it.effect("of a member is shown to visitors, is replaced and taken away, and leaves nothing behind", () => Effect.gen(function*() {
      const { inbox, told, widget } = yield* SiteWorld
      const { of, page, used, website } = yield* begin
      const face = Effect.map(widget("websites.get", undefined, page), ({ availableHumanAgents }) => availableHumanAgents[0]?.image)
      const first = yield* inbox("me.grantImage", { ...of, ...picture })
      assert.match(first.key, new RegExp(`^cdn/${website.organizationId}/${website.id}/owner/users/owner/avatars/[\\w-]{22}/me\\.png$`))
      assert.strictEqual((yield* Effect.flip(inbox("me.setImage", { ...of, key: first.key }))).reason, "not_arrived")
      yield* put(first, png)
      const { url } = yield* inbox("me.setImage", { ...of, key: first.key })
      assert.strictEqual(yield* face, url)
      assert.strictEqual(yield* statusAt(url), 200)
      assert.isTrue(told.some(({ what, about }) => what === "SiteChanged" && JSON.stringify(about).includes(website.id)))

      const second = yield* inbox("me.grantImage", { ...of, ...picture })
      yield* put(second, png)
      const next = yield* inbox("me.setImage", { ...of, key: second.key })
      assert.strictEqual(yield* face, next.url)
      assert.deepStrictEqual([yield* statusAt(url), yield* statusAt(next.url), yield* used], [404, 200, png.length])

      assert.deepStrictEqual(yield* inbox("me.setImage", { ...of, key: null }), { url: null })
      assert.isNull(yield* face)
      assert.deepStrictEqual([yield* statusAt(next.url), yield* used], [404, 0])
    }))

    it.effect("of a member is theirs wherever it was uploaded", () => Effect.gen(function*() {
      const { inbox, newSite } = yield* SiteWorld
      const { of, used } = yield* begin
      const elsewhere = yield* newSite("elsewhere.example")
      const first = yield* inbox("me.grantImage", { ...of, ...picture })
      yield* put(first, png)
      const { url } = yield* inbox("me.setImage", { ...of, key: first.key })
      yield* inbox("me.setImage", { websiteId: elsewhere.website.id, key: null })
      assert.deepStrictEqual([yield* statusAt(url), yield* used], [404, 0])
    }))

    it.effect("of a site is its logo for the team and in the widget until it is taken away", () => Effect.gen(function*() {
      const { inbox, widget } = yield* SiteWorld
      const { inspect } = yield* Storage
      const { of, page, used, website } = yield* begin
      const logos = Effect.gen(function*() {
        return [(yield* inbox("websites.settings", of)).logoUrl, (yield* widget("websites.get", undefined, page)).logoUrl]
      })
      const grant = yield* inbox("websites.grantLogo", { ...of, ...picture, filename: "Logo (final).png" })
      assert.match(grant.key, new RegExp(`^cdn/${website.organizationId}/${website.id}/${website.organizationId}/[\\w-]{22}/Logo-final\\.png$`))
      yield* put(grant, png)
      const { url } = yield* inbox("websites.setLogo", { ...of, key: grant.key })
      assert.deepStrictEqual(yield* logos, [url, url])
      assert.strictEqual(yield* statusAt(url), 200)
      yield* inbox("websites.setLogo", { ...of, key: null })
      assert.deepStrictEqual(yield* logos, [null, null])
      assert.deepStrictEqual([yield* statusAt(url), yield* used], [404, 0])

      const again = yield* inbox("websites.grantLogo", { ...of, ...picture })
      yield* put(again, png)
      yield* inbox("websites.setLogo", { ...of, key: again.key })
      yield* inbox("websites.delete", { ...of, confirmName: website.name })
      assert.isUndefined(yield* inspect(again.key))
    }))

    it.effect("P24: is a picture by its bytes, and what was granted as something else is none", () => Effect.gen(function*() {
      const { inbox, widget } = yield* SiteWorld
      const { of, page } = yield* begin
      for (const mediaType of ["image/svg+xml", "application/pdf", "text/plain"]) {
        assert.strictEqual((yield* Effect.flip(inbox("me.grantImage", { ...of, ...picture, mediaType }))).reason, "type_not_allowed")
      }
      const script = Uint8Array.from(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"))
      const grant = yield* inbox("websites.grantLogo", { ...of, ...picture, size: script.length })
      yield* put(grant, script)
      assert.strictEqual((yield* Effect.flip(inbox("websites.setLogo", { ...of, key: grant.key }))).reason, "type_not_allowed")

      const { secret } = yield* widget("visitors.start", { profile: {} }, page)
      const attachment = yield* widget("uploads.grant", { ...picture, conversationId: "CO1111111111111111" }, { ...page, secret })
      yield* put(attachment, png)
      yield* widget("uploads.claim", { key: attachment.key }, { ...page, secret })
      const face = yield* inbox("me.grantImage", { ...of, ...picture })
      yield* put(face, png)
      for (const key of [attachment.key, face.key]) {
        assert.strictEqual((yield* Effect.flip(inbox("websites.setLogo", { ...of, key }))).reason, "not_arrived", key)
      }
      assert.strictEqual((yield* Effect.flip(inbox("uploads.claim", { ...of, key: face.key }))).reason, "not_arrived")
    }))
  })
}
