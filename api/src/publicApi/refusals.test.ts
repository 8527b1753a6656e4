import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect } from "node:net"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { ApiWorld } from "./testing/ApiWorld.ts"

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends these very bytes; what comes back, once the server has said all of it. */
const raw = (url: string, request: string) => new Promise<Answer>((resolve, reject) => {
  const { hostname, port } = new URL(url)
  let text = ""
  const socket = connect(Number(port), hostname, () => socket.write(request))
  const read = () => {
    const [head = "", body = ""] = text.split("\r\n\r\n", 2)
    const [first = "", ...lines] = head.split("\r\n")
    const headers = Object.fromEntries(lines.map((line) => [line.split(":", 1)[0]?.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]))
    if (!text.includes("\r\n\r\n") || body.length < Number(headers["content-length"] ?? 0)) return
    socket.end()
    resolve({ status: Number(first.split(" ")[1]), headers, body })
  }
  socket.on("data", (bytes) => {
    text += bytes.toString()
    read()
  })
  socket.on("error", reject)
})

const line = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body = "") =>
  [`${method} ${path} HTTP/1.1`, "host: localhost", ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", body].join("\r\n")

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("Below /v1", (it) => {
  it.effect("a message without an author is refused where a key's maker isn't known or works there no more", () => Effect.gen(function*() {
    const { client, newKey, test: { conversationId } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    for (const maker of [null, "somebody-who-left"]) {
      const { id, value } = yield* Effect.promise(() => newKey(true))
      yield* admin`update api_key set created_by_user_id = ${maker} where id = ${id}`
      const answer = yield* Effect.promise(() => client({ authorization: `Bearer ${value}` })("post", "/v1/messages", { body: { conversationId, item: { text: "Whose?" } } }))
      assert.deepInclude(answer.body, { error: "AuthorRequired", status: 400 })
    }
  }))

  it.effect("whatever the HTTP layer itself refuses is a problem as well, that any page may read", () => Effect.gen(function*() {
    const { test, url } = yield* ApiWorld
    const authorization = `Bearer ${test.secretKey}`
    const json = { authorization, "content-type": "application/json" }
    const cases: ReadonlyArray<readonly [request: string, status: number, error: string, facts?: object]> = [
      [line("POST", "/v1/contacts", { ...json, "transfer-encoding": "chunked" }, "2\r\n{}\r\n0\r\n\r\n"), 411, "LengthRequired"],
      [line("POST", "/v1/contacts", { ...json, "content-length": "300000" }, "{"), 413, "BodyTooLarge", { limit: 262144 }],
      [line("GET", `/v1/contacts?email=${"a".repeat(9000)}`, { authorization }), 414, "AddressTooLong", { limit: 8192 }],
      [line("GET", "/v1/contacts", { authorization, "x-large": "a".repeat(13_000) }), 431, "HeadersTooLarge", { limit: 12288 }],
      [line("PUT", "/v1/contacts", { ...json, "content-length": "2" }, "{}"), 405, "MethodNotAllowed", { allow: ["GET", "POST"] }],
      [line("DELETE", `/v1/conversations/${test.conversationId}`, { authorization }), 405, "MethodNotAllowed", { allow: ["GET", "PATCH"] }],
      [line("POST", "/v1/openapi.json", { ...json, "content-length": "0" }), 405, "MethodNotAllowed", { allow: ["GET"] }],
      [line("GET", "/v1", {}), 404, "RouteNotFound"],
      [line("GET", "/v1/nothing/here", { authorization }), 404, "RouteNotFound"],
      [line("GET", `/v1/contacts/${"a".repeat(500)}`, { authorization }), 404, "RouteNotFound"],
      [line("TRACE", "/v1/contacts", { authorization }), 404, "RouteNotFound"],
      [line("GET", "/v1/contacts/%E0%A4%A", { authorization }), 404, "RouteNotFound"],
      [line("POST", "/v1/contacts", { ...json, "content-length": "5" }, "{\"a\":"), 400, "BadRequest"],
      [line("POST", "/v1/contacts", { authorization, "content-type": "text/plain", "content-length": "2" }, "{}"), 415, "UnsupportedMediaType"]
    ]
    for (const [request, status, error, facts] of cases) {
      const answer = yield* Effect.promise(() => raw(url, request))
      const about = `${request.slice(0, 60)} → ${answer.status} ${answer.body.slice(0, 200)}`
      assert.deepStrictEqual([answer.status, answer.headers["content-type"]], [status, "application/problem+json"], about)
      assert.deepInclude(JSON.parse(answer.body), { status, error, ...facts }, about)
      assert.match((JSON.parse(answer.body) as { type: string }).type, /^urn:cossistant:problem:[a-z-]+$/)
      assert.isString(answer.headers["x-request-id"], about)
      if (status === 405) assert.include(answer.headers["allow"], "OPTIONS")
    }
    const head = yield* Effect.promise(() => fetch(`${url}/v1/websites/team-members`, { method: "HEAD", headers: { authorization } }))
    assert.strictEqual(head.status, 200)
  }))

  it.effect("a message without words and files is refused, and says so", () => Effect.gen(function*() {
    const { client, test: { conversationId, secretKey } } = yield* ApiWorld
    for (const text of ["", " \n"]) {
      const answer = yield* Effect.promise(() => client({ authorization: `Bearer ${secretKey}` })("post", "/v1/messages", { body: { conversationId, item: { text, files: [] } } }))
      assert.deepInclude(answer.body, { error: "BadRequest", status: 400 })
      assert.include(JSON.stringify(answer.body), "A message has words or files")
    }
  }))

  it.effect("an Idempotency-Key without a character would be everybody's, and a packed body is nobody's: both are refused, with the reason", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    for (const [headers, issue] of [
      [{ "idempotency-key": "" }, "Idempotency-Key has 1 to 255 characters"],
      [{ "idempotency-key": "k".repeat(256) }, "Idempotency-Key has 1 to 255 characters"],
      [{ "content-encoding": "gzip" }, "A body is sent as it is, without Content-Encoding"]
    ] as const) {
      const answer = yield* Effect.promise(() => server("post", "/v1/contacts", { headers, body: { name: "Jane" } }))
      assert.deepInclude(answer.body, { error: "BadRequest", status: 400, issue })
    }
    const plain = yield* Effect.promise(() => server("post", "/v1/contacts", { headers: { "content-encoding": "identity" }, body: { name: "Jane" } }))
    assert.strictEqual(plain.status, 201)
  }))

  it.effect("a call without a key is told where keys go", () => Effect.gen(function*() {
    const { url } = yield* ApiWorld
    const answer = yield* Effect.promise(async () => (await fetch(`${url}/v1/contacts`)).json())
    assert.deepInclude(answer, { error: "InvalidKey", status: 401 })
    assert.match(String((answer as { title?: unknown }).title), /Authorization.*Bearer.*X-Public-Key/)
  }))

  it.effect("a page reads why even where it may not read what a private key is told", () => Effect.gen(function*() {
    const { url } = yield* ApiWorld
    const answer = yield* Effect.promise(() => fetch(`${url}/v1/contacts`, { method: "PUT", headers: { origin: "https://shop.test" } }))
    assert.strictEqual(answer.headers.get("access-control-allow-origin"), "*")
    assert.isNull(answer.headers.get("access-control-allow-credentials"))
  }))

  it.effect("what is written wrongly is answered with what is wanted, as a sentence and not as a pattern", () => Effect.gen(function*() {
    const { test: { conversationId, server, visitorId } } = yield* ApiWorld
    const contact = (yield* Effect.promise(() => server("post", "/v1/contacts", { body: { name: "Jane" } }))).body as { id: string }
    const grant = { scope: { type: "conversation", conversationId }, contentType: "text/plain", fileName: "a.txt", size: 1 }
    const cases = [
      ["post", "/v1/contacts", { body: { email: "nobody" } }, "Expected an e-mail address such as jane@example.com"],
      ["post", "/v1/contacts", { body: { email: "jane doe@example.com" } }, "Expected an e-mail address such as jane@example.com"],
      ["patch", "/v1/contacts/{id}", { path: contact, body: { email: "@" } }, "Expected an e-mail address such as jane@example.com"],
      ["patch", "/v1/contacts/{id}", { path: contact, body: { image: "face.png" } }, "Expected an address that begins with https:// or http://"],
      ["post", "/v1/contacts/identify", { body: { visitorId, email: "nobody" } }, "Expected an e-mail address such as jane@example.com"],
      ["post", "/v1/uploads/sign-url", { body: { ...grant, fileName: "a/b.txt" } }, "Expected a name without / or \\"],
      ["post", "/v1/uploads/sign-url", { body: { ...grant, fileExtension: ".txt" } }, "Expected letters and digits without the dot, such as pdf"],
      ["get", "/v1/contacts", { query: { cursor: "made up" } }, "Expected a cursor that an answer gave"],
      ["get", "/v1/conversations/{id}/timeline", { path: { id: conversationId }, query: { cursor: "0" } }, "Expected a cursor that an answer gave"],
      ["get", "/v1/conversations", { query: { visitorId, cursor: "second" } }, "Expected a cursor that an answer gave"],
      ["get", "/v1/conversations/inbox", { query: { cursor: "1" } }, "Expected a cursor that an answer gave"],
      ["post", "/v1/conversations", { body: { visitorId, conversationId: "first" } }, "Expected CO and 16 of the digits 1-9 and the letters A-Z without O"],
      ["post", "/v1/messages", { body: { conversationId, item: { id: "1", text: "Hello" } } }, "Expected a ULID such as 01JZ4N7Q8R2S5T6V9W0XABCDEF"],
      ["post", "/v1/contacts", { body: { contactOrganizationId: "acme" } }, "Expected a ULID such as 01JZ4N7Q8R2S5T6V9W0XABCDEF"]
    ] as const
    for (const [method, path, call, issue] of cases) {
      const { body } = yield* Effect.promise(() => server(method, path, call as never)) // wrong on purpose
      assert.deepInclude(body, { error: "BadRequest", status: 400 })
      assert.include((body as { issue: string }).issue, issue)
      assert.notInclude((body as { issue: string }).issue, "RegExp")
    }
  }))
})
