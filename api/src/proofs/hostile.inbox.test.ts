import { NeedsRole } from "@cossistant/core/auth/MemberAuth"
import { InboxRpcs } from "@cossistant/core/rpcs"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Caller, openSocket, overEach } from "./calls.ts"
import { inboxCases } from "./inboxCases.ts"
import { postAuth, sessionHash, signIn } from "./people.ts"
import { rowsOf } from "./rowsOf.ts"
import { asMember, must, nothing, type Things, TwoTenants } from "./TwoTenants.ts"
import { withoutNames } from "./withoutNames.ts"

const cases = Object.entries(inboxCases)
const behindSession = cases.filter(([, { needs }]) => needs !== "nothing")
const ofSites = behindSession.filter(([, { needs }]) => needs !== "session")
const refusals = new Set(["SignedOut", "WebsiteNotFound", "RoleRequired", "OriginRefused", "BadRequest", "InternalError"])

/** Every question gets this answer over each transport. */
const allRefused = (url: string, caller: Caller, questions: typeof cases, things: Things, expected: object, door?: true) =>
  overEach(url, caller, async (ask, transport) => {
    for (const [tag, { about }] of questions) {
      const outcome = await ask(tag, about(things))
      assert.deepStrictEqual<unknown>(outcome, { ...expected, ...(door && { door }) }, `${tag} over ${transport}`)
    }
  })

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P10: what may be asked of the inbox's door", (it) => {
  it.effect("is all of the contract, with the roles the contract names, and all of it is tested here", () => Effect.sync(() => {
    assert.sameMembers(cases.map(([tag]) => tag), [...InboxRpcs.requests.keys()])
    for (const [tag, { needs }] of ofSites) {
      const rpc = [...InboxRpcs.requests.values()].find(({ _tag }) => _tag === tag)
      assert.strictEqual(rpc && Context.get(rpc.annotations, NeedsRole), needs, tag)
    }
  }))

  it.effect("is refused without a session that holds", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const [expired, ended, good] = yield* Effect.promise(() => Promise.all([1, 2, 3].map(() => signIn(url, "adam@acme.test"))))
    yield* admin`update auth.sessions set "expiresAt" = now() - interval '1 second' where token = ${sessionHash(expired ?? "")}`
    yield* Effect.promise(() => postAuth(url, "/sign-out", {}, ended))
    const forged = (good ?? "").replace(/=.*/, (value) => `=${encodeURIComponent(`x${decodeURIComponent(value.slice(1))}`)}`)
    const unsigned = decodeURIComponent(good ?? "").replace(/\.[^.]*$/, "")
    yield* Effect.promise(async () => {
      for (const cookie of [undefined, "", "theme=dark", expired, ended, forged, unsigned]) {
        const caller = { door: "inbox", origin: url, ...(cookie === undefined ? {} : { cookie }) } as const
        await allRefused(url, caller, behindSession, acme.things, { _tag: "SignedOut" })
      }
    })
  }))

  it.effect("is refused to pages of other origins, whatever cookie the browser sends along, before anything is read", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const foreign = ["https://evil.test", "null", "http://localhost:1", url.replace("http:", "https:"), undefined]
    yield* Effect.promise(async () => {
      for (const origin of foreign) {
        const caller = { door: "inbox", cookie: acme.owner, ...(origin === undefined ? {} : { origin }) } as const
        const expected = { _tag: "OriginRefused", origin: origin ?? null, reason: origin === undefined ? "origin_missing" : "origin_not_allowed" }
        await allRefused(url, caller, cases, acme.things, expected, true)
        const socket = await openSocket(url, caller)
        assert.strictEqual(await socket.closed, 4403)
      }
    })
  }))

  it.effect("is refused about a site that isn't yours as about one that isn't there, and changes nothing", () => Effect.gen(function*() {
    const { acme, other, team, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const before = yield* rowsOf(admin, acme.things.websiteId)
    yield* Effect.promise(async () => {
      for (const cookie of [other.owner, team.elsewhere]) {
        await overEach(url, { door: "inbox", origin: url, cookie }, async (ask, transport) => {
          for (const [tag, { about }] of ofSites) {
            const outcome = withoutNames(await ask(tag, about(acme.things)), acme.things)
            assert.strictEqual(outcome, `{"_tag":"WebsiteNotFound","websiteId":"<websiteId>"}`, `${tag} over ${transport}`)
            assert.strictEqual(outcome, withoutNames(await ask(tag, about(nothing)), nothing), `${tag} over ${transport}`)
          }
        })
      }
    })
    assert.strictEqual(yield* rowsOf(admin, acme.things.websiteId), before)
  }))

  it.effect("about another's things is answered as about nothing, on a site of one's own too, and changes nothing", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const before = yield* rowsOf(admin, acme.things.websiteId)
    const { websiteId } = other.things
    yield* Effect.promise(() => overEach(url, { door: "inbox", origin: url, cookie: other.owner }, async (ask, transport) => {
      for (const [tag, { about }] of cases.filter(([, { names }]) => names)) {
        const theirs = { ...acme.things, websiteId }
        const none = { ...nothing, websiteId }
        const outcome = withoutNames(await ask(tag, about(theirs)), theirs)
        assert.strictEqual(outcome, withoutNames(await ask(tag, about(none)), none), `${tag} over ${transport}`)
        assert.notInclude(outcome, "InternalError", tag)
      }
    }))
    const ask = asMember(url, other.owner)
    const assign = (userId: string) => must(ask, "inbox.assign", { websiteId, conversationId: other.things.conversationId, userId })
    const stranger = yield* Effect.promise(() => assign(acme.things.userId))
    assert.deepStrictEqual(stranger, yield* Effect.promise(() => assign(nothing.userId)))
    assert.strictEqual(yield* rowsOf(admin, acme.things.websiteId), before)
  }))

  it.effect("is refused below the role it takes", () => Effect.gen(function*() {
    const { acme, team, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const before = yield* rowsOf(admin, acme.things.websiteId)
    const of = (...roles: ReadonlyArray<string>) => cases.filter(([, { needs }]) => roles.includes(needs))
    const as = (cookie: string) => ({ door: "inbox", origin: url, cookie }) as const
    yield* Effect.promise(async () => {
      await allRefused(url, as(team.member), of("admin"), acme.things, { _tag: "RoleRequired", needs: "admin" })
      await allRefused(url, as(team.member), of("owner"), acme.things, { _tag: "RoleRequired", needs: "owner" })
      await allRefused(url, as(team.admin), of("owner"), acme.things, { _tag: "RoleRequired", needs: "owner" })
    })
    assert.strictEqual(yield* rowsOf(admin, acme.things.websiteId), before)
  }))

  it.effect("is answered to whoever may ask it, over both transports", () => Effect.gen(function*() {
    const { acme, team, url } = yield* TwoTenants
    const callers = { nothing: undefined, session: acme.owner, member: team.member, admin: team.admin, owner: acme.owner }
    yield* Effect.promise(async () => {
      for (const [tag, { about, needs }] of cases) {
        // What is asked about is the owner, whom an admin may not touch.
        const cookie = tag === "team.setRole" || tag === "team.remove" ? acme.owner : callers[needs]
        await overEach(url, { door: "inbox", origin: url, ...(cookie === undefined ? {} : { cookie }) }, async (ask, transport) => {
          const outcome = await ask(tag, about(acme.things))
          assert.isFalse(refusals.has(outcome._tag), `${tag} over ${transport}: ${JSON.stringify(outcome)}`)
        })
      }
    })
  }))
})
