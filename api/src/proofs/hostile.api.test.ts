import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { apiCases, apiEndpoints, type ApiQuestion } from "./apiCases.ts"
import { variants } from "./poison.ts"
import { rowsOf } from "./rowsOf.ts"
import { asMember, must, nothing, type Tenant, type Things, TwoTenants } from "./TwoTenants.ts"
import { withoutNames } from "./withoutNames.ts"

type Headers = Readonly<Record<string, string>>
interface Answer {
  readonly status: number
  readonly type: string | null
  readonly body: { readonly error?: string; readonly [fact: string]: unknown }
  readonly headers: globalThis.Headers
}

const ask = async (url: string, name: string, { body, id = "", query = {} }: ApiQuestion, headers: Headers): Promise<Answer> => {
  const endpoint = apiEndpoints.get(name)
  const response = await fetch(`${url}${endpoint?.path.replace(":id", id)}?${new URLSearchParams(query)}`, {
    method: endpoint?.method ?? "GET",
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await response.text()
  const type = response.headers.get("content-type")
  return { status: response.status, type, headers: response.headers, body: type?.includes("json") ? JSON.parse(text) : { text } }
}
const cases = Object.entries(apiCases)
const accessOf = (name: string) => apiEndpoints.get(name)?.access

const privateKey = async (url: string, { owner, things }: Tenant, isTest: boolean) =>
  await must(asMember(url, owner), "keys.create", { websiteId: things.websiteId, name: "Server", keyType: "private", isTest }) as
    { readonly key: { readonly id: string }; readonly value: string }
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })
const asVisitor = ({ caller }: Tenant["testVisitor"]) => ({ "x-public-key": caller.key ?? "", origin: caller.origin ?? "", ...bearer(caller.secret) })

const isProblem = ({ body, status, type }: Answer, error: string, expected: number, name: string) => {
  assert.deepInclude({ error: body.error, status, type }, { error, status: expected, type: "application/problem+json" }, `${name}: ${JSON.stringify(body)}`)
  assert.strictEqual(body["status"], expected, name)
  assert.match(String(body["type"]), /^urn:cossistant:problem:[a-z-]+$/)
}

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P10: what may be asked of the public API", (it) => {
  it.effect("is all of the contract, and all of it is tested here", () => Effect.sync(() => {
    assert.sameMembers(cases.map(([name]) => name), [...apiEndpoints.keys()])
    for (const [name, { about, names }] of cases) {
      if (about(nothing).id !== undefined) assert.isTrue(names, name)
    }
  }))

  it.effect("is refused without a key that holds, in one way", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const { key: expiring, value: expired } = yield* Effect.promise(() => privateKey(url, acme, true))
    const { key: going, value: revoked } = yield* Effect.promise(() => privateKey(url, acme, true))
    yield* admin`update api_key set expires_at = now() - interval '1 second' where id = ${expiring.id}`
    yield* Effect.promise(async () => {
      assert.strictEqual((await ask(url, "websites.teamMembers", {}, bearer(revoked))).status, 200)
      await must(asMember(url, acme.owner), "keys.revoke", { websiteId: acme.things.websiteId, id: going.id })
      const wrong: ReadonlyArray<Headers> = [
        {}, bearer(expired), bearer(revoked), bearer(`${revoked.slice(0, -1)}0`), bearer("sk_test_"), bearer(acme.testKey), { authorization: revoked },
        { "x-public-key": "pk_test_nothing", origin: "http://localhost:5173" }, { "x-public-key": revoked, origin: "http://localhost:5173" },
        { cookie: acme.owner, origin: url }
      ]
      for (const [name, { about }] of cases) {
        for (const headers of wrong) isProblem(await ask(url, name, about(acme.things), headers), "InvalidKey", 401, name)
      }
    })
  }))

  it.effect("is refused to pages of other origins, and to a public key beyond its visitor's own", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      for (const [name, { about }] of cases) {
        const foreign = { "x-public-key": acme.liveKey, origin: "https://evil.test", ...bearer(acme.liveVisitor.caller.secret) }
        isProblem(await ask(url, name, about(acme.things), foreign), "OriginRefused", 403, name)
        const own = await ask(url, name, about(acme.things), asVisitor(acme.testVisitor))
        if (accessOf(name) === "private" || accessOf(name) === "actor") isProblem(own, "PrivateKeyRequired", 403, name)
        assert.strictEqual(own.headers.get("access-control-allow-origin"), "*")
        assert.isNull(own.headers.get("access-control-allow-credentials"))
        if (accessOf(name) !== "visitor") continue
        const page = { "x-public-key": acme.testKey, origin: "http://localhost:5173" }
        for (const secret of [page, { ...page, ...bearer(`vs_${"a".repeat(43)}`) }, { ...page, ...bearer(other.testVisitor.caller.secret) }, { ...page, ...bearer(acme.liveVisitor.caller.secret) }]) {
          isProblem(await ask(url, name, about(acme.things), secret), "UnknownVisitor", 401, name)
        }
      }
    })
  }))

  it.effect("is refused to a private key that says in nobody's, or in a stranger's, name what a teammate must say", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { value } = await privateKey(url, acme, true)
      for (const [name, { about }] of cases) {
        if (accessOf(name) === "actor") isProblem(await ask(url, name, about(acme.things), bearer(value)), "ActorRequired", 400, name)
        for (const stranger of [other.things.userId, ulid(), "x"]) {
          isProblem(await ask(url, name, about(acme.things), { ...bearer(value), "x-actor-user-id": stranger }), "ActorRefused", 403, name)
        }
        const answer = await ask(url, name, about(nothing), bearer(value))
        assert.isNull(answer.headers.get("access-control-allow-origin"), name)
      }
    })
  }))

  it.effect("about another's things, or those of the other kind of data, is answered as about nothing, and changes nothing", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const before = yield* rowsOf(admin, acme.things.websiteId)
    yield* Effect.promise(async () => {
      const [theirs, live] = [await privateKey(url, other, true), await privateKey(url, acme, false)]
      const callers: ReadonlyArray<readonly [string, Headers, Things]> = [
        ["other tenant's key", { ...bearer(theirs.value), "x-actor-user-id": other.things.userId }, acme.things],
        ["live key on test rows", { ...bearer(live.value), "x-actor-user-id": acme.things.userId }, acme.things],
        ["other tenant's visitor", asVisitor(other.testVisitor), acme.things],
        ["another visitor of the site", asVisitor(acme.liveVisitor), acme.things]
      ]
      for (const [who, headers, things] of callers) {
        for (const [name, { about }] of cases.filter(([, { names }]) => names)) {
          // An organisation has sites with both kinds of data: it is the caller's own.
          if (name === "websites.organization" && who !== "other tenant's key" && who !== "other tenant's visitor") continue
          // Both are new to the caller: a conversation may be begun under an id that nobody uses.
          if (name === "uploads.sign" || (name === "conversations.create" && "x-public-key" in headers)) continue
          const strip = ({ body, status }: Answer, of: Things) => withoutNames({ _tag: String(status), ...body }, of)
          const [one, none] = [await ask(url, name, about(things), headers), await ask(url, name, about(nothing), headers)]
          assert.strictEqual(strip(one, things), strip(none, nothing), `${name} for ${who}`)
          assert.notStrictEqual(one.status, 500, name)
        }
      }
    })
    const after = yield* rowsOf(admin, acme.things.websiteId)
    // The key that was made for it.
    const withoutKeys = (rows: string) => rows.split("\n").filter((row) => !row.includes(`"lookup"`)).join("\n")
    assert.strictEqual(withoutKeys(after), withoutKeys(before))
  }))

  it.effect("is answered to whoever may ask it, and a broken question as a problem without a stack", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { value } = await privateKey(url, acme, true)
      const headers = { ...bearer(value), "x-actor-user-id": acme.things.userId }
      const wellAsked = new Set([200, 201, 204, 400, 403, 404, 409])
      for (const [name, { about }] of cases) {
        const good = about(acme.things)
        const answer = await ask(url, name, good, headers)
        assert.include([...wellAsked], answer.status, `${name}: ${JSON.stringify(answer.body)}`)
        assert.notInclude(["InvalidKey", "PrivateKeyRequired", "ActorRequired", "BadRequest"], answer.body.error, name)
        assert.isNotNull(answer.headers.get("ratelimit-remaining"), name)
        assert.isNotNull(answer.headers.get("x-request-id"), name)
        if (good.body === undefined) continue
        const bodies = [...variants(good.body)]
        for (let from = 0; from < bodies.length; from += 25) {
          await Promise.all(bodies.slice(from, from + 25).map(async (body) => {
            const { body: told, status, type } = await ask(url, name, { ...good, body: body as object }, headers)
            assert.isBelow(status, 500, `${name} ${JSON.stringify(body)}: ${JSON.stringify(told)}`)
            assert.notMatch(JSON.stringify(told), /\.[jt]s:\d|node_modules|\bat \w+ \(/)
            if (status >= 400) assert.strictEqual(type, "application/problem+json", `${name} ${JSON.stringify(body)}`)
          }))
        }
      }
      for (const id of ["", "..", "%00", "%2e%2e", "CO1", "'", "a".repeat(5_000)]) {
        const response = await fetch(`${url}/v1/conversations/${encodeURIComponent(id)}`, { headers })
        assert.isBelow(response.status, 500, id)
      }
      const broken = await fetch(`${url}/v1/messages`, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{" })
      assert.strictEqual(broken.status, 400)
      assert.strictEqual((await broken.json()).error, "BadRequest")
      const nowhere = await fetch(`${url}/v1/nothing`, { method: "PATCH", headers })
      assert.deepInclude(await nowhere.json(), { error: "RouteNotFound", status: 404 })
    })
  }), 60_000)

  it.effect("is told to browsers' preflights without their cookies", () => Effect.gen(function*() {
    const { url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { headers, status } = await fetch(`${url}/v1/conversations`, {
        method: "OPTIONS", headers: { origin: "https://evil.test", "access-control-request-method": "POST" }
      })
      assert.deepStrictEqual([status, headers.get("access-control-allow-origin"), headers.get("access-control-allow-credentials")], [204, "*", null])
    })
  }))
})
