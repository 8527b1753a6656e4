import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { Connections } from "../realtime/Connections.ts"
import { Doors } from "../realtime/Doors.ts"
import { Topics } from "../realtime/Topics.ts"
import { CallerAddress, ClientAddress } from "./ClientAddress.ts"
import * as health from "./health.ts"
import { cannotListen, CannotListen } from "./listening.ts"
import * as Pages from "./Pages.ts"
import { pagePolicy } from "./securityHeaders.ts"
import * as Server from "./Server.ts"

const server = <E, R>(routes: Layer.Layer<never, E, R>, settings: Record<string, string> = {}, bodyCaps: Parameters<typeof Server.layer>[1] = {}) =>
  Server.layer(routes, bodyCaps).pipe(
    Layer.provide([ClientAddress.layer, Doors.layer]),
    Layer.provide(Topics.layer),
    Layer.provide(Connections.layer),
    Layer.provideMerge(ConfigProvider.layer(ConfigProvider.fromUnknown({ PORT: "0", ...settings })))
  )

const get = (path: string, init: RequestInit = {}) =>
  Effect.flatMap(Server.Server, ({ port }) =>
    Effect.promise(async () => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init })
      return { status: response.status, headers: response.headers, text: await response.text() }
    }))

const routes = Layer.mergeAll(
  HttpRouter.add("GET", "/hello", HttpServerResponse.text("hello")),
  HttpRouter.add("GET", "/break", Effect.die(new Error("the database password is hunter2"))),
  HttpRouter.add("GET", "/address", Effect.map(CallerAddress, (address) => HttpServerResponse.text(address))),
  HttpRouter.add("POST", "/length", (request: HttpServerRequest.HttpServerRequest) =>
    Effect.map(Effect.orDie(request.text), (text) => HttpServerResponse.text(String(text.length))))
)

describe("the listener", () => {
  it.live("answers routes, with an id and its security headers on everything", () =>
    Effect.gen(function*() {
      for (const [path, status] of [["/hello", 200], ["/nothing", 404], ["/break", 500]] as const) {
        const answer = yield* get(path)
        assert.strictEqual(answer.status, status)
        assert.match(answer.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/)
        assert.strictEqual(answer.headers.get("x-content-type-options"), "nosniff")
        assert.strictEqual(answer.headers.get("content-security-policy"), "default-src 'none'; frame-ancestors 'none'")
        assert.strictEqual(answer.headers.get("referrer-policy"), "strict-origin")
        assert.strictEqual(answer.headers.get("cross-origin-opener-policy"), "same-origin")
        assert.strictEqual(answer.headers.get("strict-transport-security"), null)
      }
      assert.strictEqual((yield* get("/address", { headers: { "x-forwarded-for": "198.51.100.7" } })).text, "198.51.100.7")
    }).pipe(Effect.provide(server(routes))))

  it.live("asks for https to be kept once its public address is https", () =>
    Effect.gen(function*() {
      assert.include((yield* get("/hello")).headers.get("strict-transport-security") ?? "", "max-age=31536000")
    }).pipe(Effect.provide(server(routes, { PUBLIC_APP_URL: "https://support.test" }))))

  it.live("says of a defect its id; the log has it all, under that id and the request's", () => {
    const logged: Array<string> = []
    const log = Logger.layer([Logger.map(Logger.formatJson, (line) => logged.push(String(line)))])
    return Effect.gen(function*() {
      const answer = yield* get("/break?token=hunter3")
      const error = JSON.parse(answer.text)
      assert.deepStrictEqual(Object.keys(error), ["_tag", "id"])
      const line = logged.find((text) => text.includes(error.id)) ?? ""
      assert.include(line, "hunter2")
      assert.include(line, answer.headers.get("x-request-id") ?? "no id")
      assert.notInclude(logged.join(), "hunter3")
    }).pipe(Effect.provide(server(routes).pipe(Layer.provideMerge(log))))
  })

  it.live("takes bodies up to their route's cap, and only of a stated length", () =>
    Effect.gen(function*() {
      const post = (body: BodyInit) => get("/length", { method: "POST", body })
      assert.strictEqual((yield* post("a".repeat(1000))).text, "1000")
      const refused = yield* post("a".repeat(1001))
      assert.deepStrictEqual([refused.status, JSON.parse(refused.text)], [413, { _tag: "BodyTooLarge", limit: 1000 }])
      const stream = new ReadableStream({ start: (controller) => (controller.enqueue(new Uint8Array(5)), controller.close()) })
      assert.strictEqual((yield* post(stream)).status, 411)
    }).pipe(Effect.provide(server(routes, {}, { bodyCaps: [{ prefix: "/length", bytes: 1000 }] }))))

  it.live("says in one sentence that its port is taken", () =>
    Effect.gen(function*() {
      const { port } = yield* Server.Server
      const error = yield* Effect.flip(Effect.scoped(Layer.build(Layer.fresh(server(routes, { PORT: String(port) })))))
      assert.instanceOf(error, CannotListen)
      assert.strictEqual(error.message, `Port ${port} on 127.0.0.1 is held by another program: stop it, or set PORT to a free one.`)
    }).pipe(Effect.provide(server(routes))))

  for (const [host, words] of [["203.0.113.1", "HOST=203.0.113.1 is no address of this machine"], ["300.1.1.1", "HOST=300.1.1.1 is no address of this machine"]] as const) {
    it.live(`says in one sentence that it can't listen on ${host}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.scoped(Layer.build(server(routes, { HOST: host }))))
        assert.instanceOf(error, CannotListen)
        assert.include(error.message, words)
      }))
  }

  it("says in one sentence that a port wants more rights, as one below 1024 does", () => {
    const { message } = cannotListen(Object.assign(new Error("permission denied 127.0.0.1:80"), { code: "EACCES" }), { host: "127.0.0.1", port: 80 })
    assert.match(message, /^PORT=80 wants rights .* above 1023/)
  })
})

describe("health", () => {
  it.live("tells alive from ready, and names what is missing", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* get("/health")).status, 200)
      const ready = yield* get("/ready")
      assert.deepStrictEqual([ready.status, JSON.parse(ready.text)], [503, { status: "not ready", failed: ["database"] }])
    }).pipe(Effect.provide(server(health.layer([
      { name: "database", check: Effect.fail("no answer from secret.internal") },
      { name: "files", check: Effect.void }
    ])))))

  it.live("shows metrics to this machine and to the holder of the token only", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* get("/ready")).status, 200)
      const metrics = yield* get("/metrics")
      assert.strictEqual(metrics.status, 200)
      assert.match(metrics.text, /^connections\{door="widget",transport="socket"\} 0$/m)
      for (const headers of [{ "x-forwarded-for": "127.0.0.1" }, { host: "rebound.test" }, { forwarded: "for=127.0.0.1" }]) {
        assert.strictEqual((yield* get("/metrics", { headers })).status, 404)
        const authorized = yield* get("/metrics", { headers: { ...headers, authorization: "Bearer let-me-see" } })
        assert.strictEqual(authorized.status, 200)
      }
    }).pipe(Effect.provide(server(health.layer([]), { METRICS_TOKEN: "let-me-see" }))))
})

describe("pages", () => {
  const root = Effect.acquireRelease(
    Effect.sync(() => {
      const folder = mkdtempSync("/tmp/pages-")
      mkdirSync(path.join(folder, "dist/assets"), { recursive: true })
      writeFileSync(path.join(folder, "dist/index.html"), "<!doctype html><title>Inbox</title>")
      writeFileSync(path.join(folder, "dist/assets/main-Ab12.js"), "export {}")
      writeFileSync(path.join(folder, "secret.txt"), "hunter2")
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  )
  const policy = pagePolicy({ trustedTypes: ["solid-templates"], connect: ["https://files.test"] })
  const pages = Layer.unwrap(Effect.map(root, (folder) =>
    server(Pages.layer({ root: path.join(folder, "dist"), spa: true, policy }).pipe(Layer.merge(routes)))))
  const html = { headers: { accept: "text/html" } }

  it.live("answer every address of the app with the app, under a policy without inline code", () =>
    Effect.gen(function*() {
      for (const path of ["/", "/acme/inbox/c1"]) {
        const page = yield* get(path, html)
        assert.deepStrictEqual([page.status, page.text], [200, "<!doctype html><title>Inbox</title>"])
        assert.strictEqual(page.headers.get("content-security-policy"), policy)
        assert.strictEqual(page.headers.get("cache-control"), "no-cache")
        const etag = page.headers.get("etag") ?? ""
        // Its headers replace those the browser kept: without the policy the page would come back under the one for answers.
        const known = yield* get(path, { headers: { ...html.headers, "if-none-match": etag } })
        assert.deepStrictEqual([known.status, known.headers.get("content-type")], [304, null])
        assert.strictEqual(known.headers.get("content-security-policy"), policy)
        assert.strictEqual(known.headers.get("cache-control"), "no-cache")
      }
      // Monitors and link checkers take anything, or don't say.
      for (const accept of ["*/*", "text/*;q=0.5, */*;q=0.1"]) {
        const page = yield* get("/acme/inbox/c1", { headers: { accept } })
        assert.deepStrictEqual([page.status, page.text], [200, "<!doctype html><title>Inbox</title>"])
      }
      assert.strictEqual((yield* get("/acme/inbox/c1", { headers: { accept: "application/json" } })).status, 404)
      assert.notMatch(policy, /unsafe|\*/)
      assert.strictEqual((yield* get("/hello", html)).text, "hello")
    }).pipe(Effect.provide(pages)))

  it.live("answer 404, with the app, where the app says it has nothing, and where no site can be called so", () =>
    Effect.gen(function*() {
      const folder = yield* root
      writeFileSync(path.join(folder, "dist/addresses.json"), JSON.stringify(["^/?$", "^/login/?$", "^/(?<site>[^/]+)/?$", "^/(?<site>[^/]+)/inbox/?$"]))
      const asked = (place: string, headers: Record<string, string> = {}) =>
        Effect.provide(get(place, { headers: { ...html.headers, ...headers } }), server(Pages.layer({ root: path.join(folder, "dist"), spa: true, policy })))
      for (const place of ["/", "/?next=/nothing", "/login", "/Login", "/acme/inbox", "/acme/inbox/"]) assert.strictEqual((yield* asked(place)).status, 200, place)
      const etag = (yield* asked("/login")).headers.get("etag") ?? ""
      assert.strictEqual((yield* asked("/login", { "if-none-match": etag })).status, 304)
      for (const place of ["/.env", "/.git/inbox", "/acme/nothing", "/acme/inbox/nothing", "/help/inbox", "/login/inbox"]) {
        // Also to who has the page: "not modified" would pass for a page that is there.
        for (const headers of [{}, { "if-none-match": etag }, { range: "bytes=0-3" }]) {
          const page = yield* asked(place, headers)
          assert.deepStrictEqual([page.status, page.text], [404, "<!doctype html><title>Inbox</title>"], place)
          assert.strictEqual(page.headers.get("content-security-policy"), policy)
        }
      }
    }))

  it.live("keep forever what was named by its content, and answer 404 for a file that isn't there", () =>
    Effect.gen(function*() {
      const script = yield* get("/assets/main-Ab12.js")
      assert.strictEqual(script.headers.get("cache-control"), "public, max-age=31536000, immutable")
      assert.include(script.headers.get("content-type"), "text/javascript")
      const missing = yield* get("/assets/main-Gone.js", html)
      assert.strictEqual(missing.status, 404)
      assert.notInclude(missing.headers.get("cache-control") ?? "", "immutable")
    }).pipe(Effect.provide(pages)))

  it.live("answer 404 for an address that no system takes for a file's", () =>
    Effect.gen(function*() {
      const long = "a".repeat(300)
      for (const place of [`/${long}`, `/assets/${long}.js`, `/${"a/".repeat(3000)}`, `/assets/${"a/".repeat(3000)}x.js`, `/acme/${long}/${long}`]) {
        const page = yield* get(place, html)
        assert.strictEqual(page.status, 404, place.slice(0, 20))
      }
    }).pipe(Effect.provide(pages)))

  it.live("never leave their folder", () =>
    Effect.gen(function*() {
      for (const path of ["/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e%5csecret.txt", "/%00"]) {
        assert.notInclude((yield* get(path)).text, "hunter2", path)
      }
    }).pipe(Effect.provide(pages)))
})
