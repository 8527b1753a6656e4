import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import * as publicApi from "../publicApi/publicApi.ts"
import * as routes from "../routes.ts"
import { Settings } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { asMember, must, TwoTenants } from "./TwoTenants.ts"
import { overHttp } from "./calls.ts"
import { postAuth, sessionHash, signIn } from "./people.ts"
import { pathsOf, routeCases } from "./routeCases.ts"
import { routesOf } from "./routesOf.ts"

const stranger = { "x-forwarded-for": "203.0.113.7" }
const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers, redirect: "manual" })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
/** A request of this very form: `fetch` would tidy the path first. */
const getRaw = (url: string, target: string) => new Promise<string>((resolve, reject) => {
  const { hostname, port } = new URL(url)
  let text = ""
  void Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      open: (socket) => void socket.write(`GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`),
      data: (_, piece) => void (text += piece.toString()),
      close: () => resolve(text),
      error: (_, error) => reject(error)
    }
  })
})

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P10: what strangers get of the routes", (it) => {
  it.effect("is tested for every route of the router; in production those for one machine aren't there", () => Effect.gen(function*() {
    const options = { root: "/nowhere", nonce: "n" }
    const all = [...yield* routesOf(routes.layer({ ...options, entry: "up" })), ...yield* routesOf(publicApi.layer)]
    assert.sameMembers(all, Object.keys(routeCases))
    const inProduction = yield* routesOf(routes.layer({ ...options, entry: "start" }))
    assert.deepStrictEqual(inProduction.filter((route) => /\/(demo|dev)\b/.test(route)), [])
  }))

  it.effect("pages of other origins act for no account, whatever cookie comes along", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const body = JSON.stringify({ email: "olga@acme.test", password: "correct horse", token: "t", currentPassword: "correct horse", newPassword: "stolen stolen" })
    yield* Effect.promise(async () => {
      for (const route of pathsOf("account")) {
        for (const origin of ["https://evil.test", "null", "http://localhost:1", undefined]) {
          const response = await fetch(url + route, {
            method: "POST",
            headers: { "content-type": "application/json", cookie: acme.owner, ...(origin === undefined ? {} : { origin }) },
            body
          })
          assert.strictEqual(response.status, 403, `${route} for ${origin}`)
          assert.strictEqual((await response.json()).code, "FOREIGN_ORIGIN")
          assert.isNull(response.headers.get("access-control-allow-origin"))
          assert.isNull(response.headers.get("set-cookie"))
        }
      }
      await must(asMember(url, acme.owner), "me.get", null)
    })
  }))

  it.effect("a session is told to its holder alone, and a password is changed in one alone", () => Effect.gen(function*() {
    const { team, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const [expired = "", ended = ""] = yield* Effect.promise(() => Promise.all([1, 2].map(() => signIn(url, "mia@acme.test"))))
    yield* admin`update auth.sessions set "expiresAt" = now() - interval '1 second' where token = ${sessionHash(expired)}`
    yield* Effect.promise(async () => {
      await postAuth(url, "/sign-out", {}, ended)
      const [route = "", ...others] = pathsOf("session")
      for (const cookie of ["", "theme=dark", expired, ended, `${team.member}x`]) {
        assert.strictEqual((await get(url + route, { cookie })).text, "null", cookie)
        for (const other of others) assert.strictEqual((await get(url + other, { cookie })).status, 401, `${other} for ${cookie}`)
        const change = { currentPassword: "correct horse battery", newPassword: "stolen stolen" }
        assert.strictEqual((await postAuth(url, "/change-password", change, cookie)).status, 401)
      }
      const mine = await get(url + route, { cookie: team.member, origin: "https://evil.test" })
      assert.include(mine.text, "mia@acme.test")
      for (const each of [mine, ...await Promise.all(others.map((other) => get(url + other, { cookie: team.member, origin: "https://evil.test" })))]) {
        assert.strictEqual(each.status, 200)
        assert.isNull(each.headers.get("access-control-allow-origin"))
      }
      await signIn(url, "mia@acme.test")
    })
  }))

  it.effect("what is for everyone says nothing of anyone", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const answers = await Promise.all(pathsOf("public").map(async (route) => [route, (await get(url + route, stranger)).text]))
      assert.deepStrictEqual(Object.fromEntries(answers), {
        "/api/sign-up": `{"mode":"open","sendsLetters":false}`, "/health": `{"status":"alive"}`, "/ready": `{"status":"ready"}`
      })
    })
  }))

  it.effect("calls of mail services are answered to nobody without their secret", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      for (const route of pathsOf("signed")) {
        for (const headers of [{}, { cookie: acme.owner, origin: url }, { "x-cossistant-timestamp": "1790000000", "x-cossistant-signature": "sha256=00", "svix-id": "1", "svix-timestamp": "1790000000", "svix-signature": "v1,AA==" }]) {
          const answer = await fetch(url + route, { method: "POST", headers, body: "{}" })
          assert.deepStrictEqual([answer.status, (await answer.json())._tag], [401, "CallRefused"], route)
        }
      }
    })
  }))

  it.effect("a letter that came in is shown to its team; whether there is one is told to nobody else", () => Effect.gen(function*() {
    const { acme, other, team, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const { conversationId, messageId, websiteId } = acme.things
    yield* admin`insert into inbound_letter (id, website_id, is_test, conversation_id, recipient_type, recipient_id, door, envelope, original_key)
      values (${messageId}, ${websiteId}, true, ${conversationId}, 'visitor', '', 'smtp', '{}', 'nowhere')`
    yield* Effect.promise(async () => {
      for (const route of pathsOf("original")) {
        const path = url + route.replace(":websiteId", websiteId).replace(":id", messageId)
        const answers = await Promise.all(["", other.owner, team.elsewhere, `${team.member}x`, other.testVisitor.caller.secret].map((cookie) => get(path, { cookie, origin: url })))
        const nothing = await get(path.replace(messageId, "01JZ0000000000000000000009"), { cookie: acme.owner })
        for (const { status, text } of answers) assert.deepStrictEqual([status, text], [404, nothing.text], route)
        assert.strictEqual((await get(path.replace(websiteId, other.things.websiteId), { cookie: other.owner })).status, 404)
      }
    })
  }))

  it.effect("letters stop for whoever holds one, and for nobody who makes up its link", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    yield* admin`insert into letter (id, website_id, recipient, event, state, reader) values ('01LETTER', ${acme.things.websiteId}, 'jane@example.test', 'x', 'sent', 'visitor')`
    for (const token of ["01LETTER", "01LETTER.", `01LETTER.${"a".repeat(43)}`, ".", "%00", "..%2f"]) {
      for (const method of ["GET", "POST"]) {
        const [status, text] = yield* Effect.promise(async () => {
          const response = await fetch(`${url}/email/unsubscribe/${token}`, { method, headers: stranger })
          return [response.status, await response.text()] as const
        })
        assert.strictEqual(status, 404, `${method} ${token}`)
        assert.notInclude(text, "jane")
      }
    }
    assert.strictEqual((yield* admin`select from suppression`).length, 0)
  }))

  it.effect("a file is stored by the holder of its grant, once, and no other", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const grantFor = async ({ caller, conversationId }: typeof acme.testVisitor) => await must(overHttp(url, caller), "uploads.grant", {
        conversationId, filename: "a.txt", mediaType: "text/plain", size: 2
      }) as { readonly key: string; readonly url: string; readonly headers: Readonly<Record<string, string>> }
      const [mine, theirs] = [await grantFor(acme.testVisitor), await grantFor(other.testVisitor)]
      const put = async (at: string, headers: Readonly<Record<string, string>>, body = "hi") =>
        (await fetch(new URL(at, url), { method: "PUT", headers: { ...headers, cookie: acme.owner }, body })).status
      assert.strictEqual(await put(mine.url, {}), 403)
      assert.strictEqual(await put(mine.url, theirs.headers), 403)
      assert.strictEqual(await put(theirs.url, mine.headers), 403)
      assert.strictEqual(await put(mine.url, { ...mine.headers, "content-type": "image/svg+xml" }), 403)
      assert.strictEqual(await put(mine.url, mine.headers, "longer"), 400)
      assert.strictEqual(await put(mine.url, mine.headers), 201)
      assert.strictEqual(await put(mine.url, mine.headers), 403)
      const hidden = ["", "nothing", mine.key, `${mine.key}/../..`, "..%2f..%2fsecrets.json", "%2e%2e/%2e%2e/secrets.json"]
      for (const key of hidden) assert.match(await getRaw(url, `/files/${key}`), /^HTTP\/1.1 404/, key)
      assert.strictEqual((await get(`${url}/files/${acme.testVisitor.fileKey}`)).text, "hi")
      const preflight = await fetch(url + pathsOf("preflight")[0]?.replace("*", mine.key), { method: "OPTIONS", headers: { origin: "https://evil.test" } })
      assert.isNull(preflight.headers.get("access-control-allow-credentials"))
      assert.strictEqual(preflight.headers.get("access-control-allow-methods"), "PUT")
    })
  }))

  it.effect("what is for this machine isn't there for any other, nor behind a name made to point here", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const { dataDir } = yield* Settings
    const [letter] = yield* admin<{ id: string }>`select id from outbox limit 1`
    mkdirSync(path.join(dataDir, "demo/dist/assets"), { recursive: true })
    writeFileSync(path.join(dataDir, "demo/dist/index.html"), "<title>Demo</title>")
    writeFileSync(path.join(dataDir, "demo/dist/assets/demo-1.js"), "demo()")
    const local = [...pathsOf("local"), ...pathsOf("localPages")].map((route) =>
      route.replace(":id", letter?.id ?? "").replace(":name", "digest").replace("assets/*", "assets/demo-1.js").replace("*", "index.html"))
    yield* Effect.promise(async () => {
      for (const route of local) {
        for (const headers of [stranger, { forwarded: "for=203.0.113.7" }, { host: "rebound.evil.test" }]) {
          const answer = await get(url + route, headers)
          assert.deepStrictEqual([answer.status, answer.text], [404, ""], `${route} for ${JSON.stringify(headers)}`)
        }
        // There is no demo without `up`: its two questions are answered 404 here, too.
        if (!/config|identity/.test(route)) assert.strictEqual((await get(url + route)).status, 200, route)
      }
    })
  }))

  it.effect("the script tag's files may be loaded by pages of any origin, without their cookies, and nothing beside them", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    const { dataDir } = yield* Settings
    mkdirSync(path.join(dataDir, "widget-solid/embed/dist/assets"), { recursive: true })
    for (const file of ["embed.js", "assets/widget-1.js"]) writeFileSync(path.join(dataDir, "widget-solid/embed/dist", file), "embed()")
    const files = pathsOf("shared").map((route) => route.replace("assets/*", "assets/widget-1.js").replace("*", "embed.js"))
    assert.include(files, "/embed.js")
    yield* Effect.promise(async () => {
      for (const file of files) {
        const { headers, status, text } = await get(url + file, { ...stranger, origin: "https://shop.test", cookie: "theme=dark" })
        assert.deepStrictEqual([status, text, headers.get("access-control-allow-origin")], [200, "embed()", "*"], file)
        assert.deepStrictEqual([headers.get("access-control-allow-credentials"), headers.get("set-cookie")], [null, null], file)
        assert.include(headers.get("content-type"), "javascript")
      }
      for (const up of ["/embed/../../../secrets.json", "/embed/..%2f..%2f..%2fsecrets.json", "/embed/assets/..%2f..%2f..%2f..%2fsecrets.json"]) {
        assert.match(await getRaw(url, up), /^HTTP\/1.1 (404|400)/, up)
      }
    })
  }))

  it.effect("packages are told to nobody by name or cookie, and nothing beside them is given", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      for (const route of pathsOf("packages")) {
        const [mine, anyones] = [await get(url + route, { cookie: acme.owner }), await get(url + route, stranger)]
        assert.deepStrictEqual([mine.status, mine.text], [anyones.status, anyones.text], route)
        assert.isNull(anyones.headers.get("access-control-allow-credentials"))
      }
      for (const up of ["/packages/../../secrets.json", "/packages/..%2f..%2fsecrets.json", "/packages/..%2f..%2f..%2fsecrets.json.tgz"]) {
        assert.notInclude(await getRaw(url, up), "canary", up)
      }
    })
  }))

  it.effect("a page's folder gives its own files and nothing above it", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    const { dataDir } = yield* Settings
    mkdirSync(path.join(dataDir, "dashboard/dist/assets"), { recursive: true })
    writeFileSync(path.join(dataDir, "dashboard/dist/index.html"), "<title>Inbox</title>")
    writeFileSync(path.join(dataDir, "dashboard/dist/assets/app-1.js"), "app()")
    writeFileSync(path.join(dataDir, "secrets.json"), "the canary in the coal mine")
    yield* Effect.promise(async () => {
      assert.strictEqual((await get(`${url}/assets/app-1.js`, stranger)).text, "app()")
      for (const up of ["/../../secrets.json", "/..%2f..%2fsecrets.json", "/%2e%2e/%2e%2e/secrets.json", "/assets/..%2f..%2f..%2fsecrets.json", "/..\\..\\secrets.json", "/demo/..%2f..%2fsecrets.json"]) {
        assert.notInclude(await getRaw(url, up), "canary", up)
      }
    })
  }))
})
