import { assert, layer } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { withTenant } from "../sql/Tenant.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { jobKind } from "./JobKind.ts"
import { Jobs } from "./Jobs.ts"
import { JobTimes } from "./JobTimes.ts"

const Greet = jobKind({ name: "test.greet", payload: Schema.Struct({ name: Schema.String }), attempts: 3, pauseMs: 1 })
const Fragile = jobKind({ name: "test.fragile", payload: Schema.Struct({ n: Schema.Int }), attempts: 3, pauseMs: 1 })
const Slow = jobKind({ name: "test.slow", payload: Schema.Struct({}) })

const site = "01J00000000000000000000000"
const scope = { websiteId: site, data: "all" } as const

const WithSite = Layer.effectDiscard(Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
  yield* admin`insert into website (id, organization_id, name, slug, domain) values (${site}, 'o', 'Acme', 'acme', 'acme.test')`
})).pipe(Layer.provideMerge(TestDatabase.layer))

/** A node of its own: its worker ends with the scope. */
const node = (times: Partial<typeof JobTimes.Service> = {}) =>
  Effect.map(
    Layer.build(Layer.fresh(Jobs.layer).pipe(
      Layer.provide(Ids.layer),
      Layer.provide(Layer.succeed(JobTimes, { pause: 20, lease: 60_000, drain: 4000, ...times }))
    )),
    (context) => Effect.provide(Jobs, context)
  ).pipe(Effect.flatten)

const rows = (kind: string) => Effect.flatMap(TestDatabase, ({ admin }) =>
  admin<{ attempts: number; last_error: string | null; dead: boolean }>`
    select attempts, last_error, dead_at is not null as dead from job where kind = ${kind}`)

const eventually = <A, E, R>(look: Effect.Effect<A, E, R>, holds: (value: A) => boolean) =>
  look.pipe(
    Effect.flatMap((value) => holds(value) ? Effect.succeed(value) : Effect.fail(value)),
    Effect.retry(Schedule.spaced(10)),
    Effect.timeout(5000)
  )

layer(WithSite, { excludeTestServices: true })("A job", (it) => {
  it.effect("is done after the transaction that asked for it, and then gone", () =>
    Effect.gen(function*() {
      const jobs = yield* node({ pause: 60_000 })
      const greeted = yield* Deferred.make<string>()
      yield* jobs.handle(Greet, ({ name }, { websiteId }) => Effect.asVoid(Deferred.succeed(greeted, `${name} of ${websiteId}`)))
      yield* withTenant(scope, jobs.add(Greet, site, { name: "Maya" }))
      assert.strictEqual(yield* Effect.timeout(Deferred.await(greeted), 5000), `Maya of ${site}`)
      yield* eventually(rows("test.greet"), (left) => left.length === 0)
    }))

  it.effect("does not exist when its transaction rolls back", () =>
    Effect.gen(function*() {
      const jobs = yield* node()
      const exit = yield* Effect.exit(withTenant(scope, Effect.andThen(jobs.add(Slow, site, {}), Effect.fail("no"))))
      assert.isTrue(Exit.isFailure(exit))
      assert.deepStrictEqual(yield* rows("test.slow"), [])
    }))

  it.effect("waits once when it is asked for twice under one key", () =>
    Effect.gen(function*() {
      const jobs = yield* node()
      const add = withTenant(scope, jobs.add(Slow, site, {}, { dedupe: "digest", delay: "1 hour" }))
      yield* Effect.andThen(add, add)
      assert.strictEqual((yield* rows("test.slow")).length, 1)
    }))

  it.effect("is done by another node when the one that took it crashed before it finished", () =>
    Effect.gen(function*() {
      const crashing = yield* Scope.make()
      const taken = yield* Deferred.make<void>()
      const first = yield* Scope.provide(node({ lease: 300, drain: 0 }), crashing)
      yield* Scope.provide(first.handle(Slow, () => Effect.andThen(Deferred.succeed(taken, undefined), Effect.never)), crashing)
      yield* withTenant(scope, first.add(Slow, site, {}, { dedupe: "crash" }))
      yield* Effect.timeout(Deferred.await(taken), 5000)
      yield* Scope.close(crashing, Exit.void)
      assert.deepInclude(yield* rows("test.slow"), { attempts: 1, last_error: null, dead: false })

      const second = yield* node()
      const attempts = yield* Deferred.make<number>()
      yield* second.handle(Slow, (_, job) => Effect.asVoid(Deferred.succeed(attempts, job.attempts)))
      assert.strictEqual(yield* Effect.timeout(Deferred.await(attempts), 5000), 2)
    }))

  it.effect("that fails is tried again, and given up where an operator sees why", () =>
    Effect.gen(function*() {
      const jobs = yield* node()
      const tries = yield* Ref.make(0)
      yield* jobs.handle(Fragile, () => Effect.andThen(Ref.update(tries, (n) => n + 1), Effect.fail(new Error("the printer is on fire"))))
      yield* withTenant(scope, jobs.add(Fragile, site, { n: 1 }))
      const [dead] = yield* eventually(rows("test.fragile"), ([row]) => row?.dead === true)
      assert.strictEqual(dead?.attempts, 3)
      assert.include(dead?.last_error ?? "", "the printer is on fire")
      assert.strictEqual(yield* Ref.get(tries), 3)
      assert.strictEqual((yield* jobs.backlog).dead, 1)
    }))

  it.effect("that ends every program that tries it is given up after as many tries", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`delete from job`
      for (const attempt of [1, 2, 3]) {
        const crashing = yield* Scope.make()
        const taken = yield* Deferred.make<number>()
        const jobs = yield* Scope.provide(node({ lease: 100, drain: 0 }), crashing)
        yield* Scope.provide(jobs.handle(Fragile, (_, job) => Effect.andThen(Deferred.succeed(taken, job.attempts), Effect.never)), crashing)
        if (attempt === 1) yield* withTenant(scope, jobs.add(Fragile, site, { n: 2 }))
        assert.strictEqual(yield* Effect.timeout(Deferred.await(taken), 5000), attempt)
        yield* Scope.close(crashing, Exit.void)
      }
      const jobs = yield* node()
      const tries = yield* Ref.make(0)
      yield* jobs.handle(Fragile, () => Ref.update(tries, (n) => n + 1))
      const [dead] = yield* eventually(rows("test.fragile"), ([row]) => row?.dead === true)
      assert.deepInclude(dead, { attempts: 3 })
      assert.include(dead?.last_error ?? "", "The program ended")
      assert.strictEqual(yield* Ref.get(tries), 0)
    }))

  it.effect("that is under way is finished before the program stops", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`delete from job`
      const running = yield* Scope.make()
      const begun = yield* Deferred.make<void>()
      const release = yield* Deferred.make<void>()
      const jobs = yield* Scope.provide(node(), running)
      yield* Scope.provide(jobs.handle(Slow, () => Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(release))), running)
      yield* withTenant(scope, jobs.add(Slow, site, {}))
      yield* Effect.timeout(Deferred.await(begun), 5000)
      const stopping = yield* Effect.forkChild(Scope.close(running, Exit.void), { startImmediately: true })
      yield* Deferred.succeed(release, undefined)
      yield* Effect.timeout(Fiber.join(stopping), 5000)
      assert.deepStrictEqual(yield* rows("test.slow"), [])
    }))

  it.effect("of one site is out of another site's sight", () =>
    Effect.gen(function*() {
      const jobs = yield* node()
      const sql = yield* SqlClient
      yield* withTenant(scope, jobs.add(Greet, site, { name: "Tom" }, { delay: "1 hour" }))
      const seen = (websiteId: string) => withTenant({ websiteId, data: "all" }, sql`select id from job where kind = 'test.greet'`)
      assert.strictEqual((yield* seen(site)).length, 1)
      assert.strictEqual((yield* seen("01J00000000000000000000001")).length, 0)
    }))
})

layer(WithSite, { excludeTestServices: true })("Housekeeping", (it) => {
  it.effect("is done by one node of several", () =>
    Effect.gen(function*() {
      const done = yield* Ref.make(0)
      const ran = yield* Deferred.make<void>()
      const task = Effect.andThen(Ref.update(done, (n) => n + 1), Deferred.succeed(ran, undefined))
      for (const jobs of [yield* node(), yield* node(), yield* node()]) yield* jobs.every("test.sweep", "1 hour", task)
      yield* Effect.timeout(Deferred.await(ran), 5000)
      const { admin } = yield* TestDatabase
      yield* eventually(admin`select from pg_stat_activity where state = 'active' and query like '%recurring_task%' and pid <> pg_backend_pid()`, (busy) => busy.length === 0)
      assert.strictEqual(yield* Ref.get(done), 1)
    }))
})
