import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { createServer, type Socket } from "node:net"
import { networkInterfaces } from "node:os"
import { getCACertificates, setDefaultCACertificates } from "node:tls"
import { localhostCertificate } from "../../../e2e/src/peers/localhostCertificate.ts"
import { loopback, world } from "./testing/world.ts"

/** A container may have none. */
const hasIpv6 = Object.values(networkInterfaces()).flat().some((found) => found?.address === "::1")

/** A server that speaks no HTTP of its own: what it hears is the test's, and so is what it says. */
const rawServer = (answer: (socket: Socket, heard: string) => void) => Effect.acquireRelease(
  Effect.promise(() => new Promise<{ readonly port: number; readonly stop: () => void }>((resolve) => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      let heard = ""
      socket.on("error", () => undefined)
      socket.on("data", (bytes) => answer(socket, heard += bytes.toString()))
    }).listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve({
        port: typeof address === "object" ? address?.port ?? 0 : 0,
        stop: () => {
          sockets.forEach((socket) => socket.destroy())
          server.close()
        }
      })
    })
  })),
  ({ stop }) => Effect.sync(stop)
)

/** Has this file's process believe the certificate that signed itself, as an operator may. */
const believed = Effect.acquireRelease(
  Effect.sync(() => {
    const before = getCACertificates("default")
    setDefaultCACertificates([...before, localhostCertificate.cert])
    return before
  }),
  (before) => Effect.sync(() => setDefaultCACertificates(before))
)

describe("P25: what is sent to a user's URL", () => {
  it.live("leaves credentials behind at another port too, however their headers are written", () => Effect.gen(function*() {
    const other = yield* world({ allow: loopback })
    const { ask, port, seen } = yield* world({
      allow: loopback,
      answer: ({ url }) => new URL(url).pathname === "/end" ? new Response("end") : new Response("", { status: 307, headers: { location: new URL(url).searchParams.get("to") ?? "" } })
    })
    const headers = { Authorization: "Bearer x", Cookie: "session=1", "Proxy-Authorization": "Basic y", "x-kept": "yes" }
    const names = ["authorization", "cookie", "proxy-authorization", "x-kept"]
    const sent = (found: (typeof seen)[number] | undefined) => names.map((name) => found?.headers.get(name) ?? null)
    yield* ask({ url: `http://one.test:${port}/?to=/end`, redirects: 1, headers })
    assert.deepStrictEqual(sent(seen.at(-1)), ["Bearer x", "session=1", "Basic y", "yes"])
    yield* ask({ url: `http://one.test:${port}/?to=${encodeURIComponent(`http://one.test:${other.port}/end`)}`, redirects: 1, headers })
    assert.deepStrictEqual(sent(other.seen.at(-1)), [null, null, null, "yes"])
  }).pipe(Effect.scoped))

  it.live("isn't posted on where a redirect makes it a GET, not even behind the GET's head", () => Effect.gen(function*() {
    const heards: Array<string> = []
    const { port } = yield* rawServer((socket, heard) => {
      if (heard.startsWith("POST") && !heard.endsWith("words")) return
      heards.push(heard)
      socket.end(heard.startsWith("POST") ? "HTTP/1.1 303 See Other\r\nlocation: /end\r\ncontent-length: 0\r\n\r\n" : "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nend")
    })
    const { ask } = yield* world({ allow: loopback })
    assert.deepInclude(yield* ask({ url: `http://one.test:${port}/`, method: "POST", body: "words", redirects: 1 }), { text: "end" })
    assert.lengthOf(heards, 2)
    assert.notInclude(heards[1] ?? "", "words")
  }).pipe(Effect.scoped))

  it.live("goes no further where https leads on to http", () => Effect.gen(function*() {
    yield* believed
    const { ask, port, seen } = yield* world({ allow: loopback })
    const safe = yield* Effect.acquireRelease(
      Effect.sync(() => Bun.serve({
        port: 0, hostname: "127.0.0.1", tls: localhostCertificate,
        fetch: ({ url }) => new URL(url).pathname === "/end" ? new Response("end") : new Response("", { status: 302, headers: { location: new URL(url).searchParams.get("to") ?? "" } })
      })),
      (server) => Effect.promise(() => server.stop(true))
    )
    const from = `https://localhost:${safe.port}/?to=`
    assert.deepInclude(yield* ask({ url: `${from}/end`, redirects: 1 }), { text: "end" })
    assert.strictEqual(yield* ask({ url: `${from}${encodeURIComponent(`http://plain.test:${port}/`)}`, redirects: 1 }), "downgrade")
    assert.deepStrictEqual(seen, [])
  }).pipe(Effect.scoped))

  it.live("asks for the bytes as they are, since what is unpacked could be any size", () => Effect.gen(function*() {
    const { ask, port, seen } = yield* world({ allow: loopback })
    yield* ask({ url: `http://one.test:${port}/` })
    assert.strictEqual(seen[0]?.headers.get("accept-encoding"), "identity")
  }).pipe(Effect.scoped))

  it.live.skipIf(!hasIpv6)("reaches an address of IPv6 that an operator allows, whatever else is allowed, and no neighbour of it", () => Effect.gen(function*() {
    const { ask, port } = yield* world({ allow: "::1, 127.0.0.2", hostname: "::1" })
    assert.deepStrictEqual(yield* ask({ url: `http://[::1]:${port}/` }), { status: 200, url: `http://[::1]:${port}/`, text: "hello" })
    for (const address of ["[::2]", "[::]", "127.0.0.1", "127.0.0.3"]) assert.strictEqual(yield* ask({ url: `http://${address}:${port}/` }), "private_address", address)
  }).pipe(Effect.scoped))

  it.live("tries the other addresses of a name whose first doesn't answer, and none when it has none", () => Effect.gen(function*() {
    const { ask, check, port } = yield* world({
      allow: "127.0.0.0/8",
      names: (host) => host === "empty.test" ? [] : host === "unknown.test" ? Promise.reject(new Error("ENOTFOUND")) : ["127.0.0.9", "127.0.0.1"]
    })
    assert.deepInclude(yield* ask({ url: `http://two.test:${port}/` }), { text: "hello" })
    for (const host of ["empty.test", "unknown.test"]) {
      assert.strictEqual(yield* ask({ url: `http://${host}:${port}/` }), "name_unknown", host)
      assert.strictEqual(yield* check(`http://${host}:${port}/`), "name_unknown", host)
    }
    assert.strictEqual(yield* check(`http://two.test:${port}/`), "allowed")
  }).pipe(Effect.scoped))

  it.effect("reads an exception only as numbers everyone reads alike", () => Effect.gen(function*() {
    for (const allow of ["0177.0.0.1", "127.1", "2130706433"]) {
      const { message } = yield* Effect.flip(Effect.scoped(world({ allow })))
      assert.include(message, "OUTGOING_ALLOW_PRIVATE", allow)
    }
  }))
})

describe("P25: what a user's URL answers", () => {
  it.live("is taken up to a mebibyte, also in small pieces, and the connection is cut at more", () => Effect.gen(function*() {
    const cut = Promise.withResolvers<void>()
    const mebibyte = 1024 * 1024
    const { ask, port } = yield* world({
      allow: loopback,
      answer: ({ url }) => {
        let left = Number(new URL(url).pathname.slice(1)) || Infinity
        return new Response(new ReadableStream({
          pull: (controller) => {
            const piece = new Uint8Array(Math.min(left, 16_384))
            left -= piece.length
            controller.enqueue(piece)
            if (left === 0) controller.close()
          },
          cancel: () => cut.resolve()
        }))
      }
    })
    const whole = yield* ask({ url: `http://big.test:${port}/${mebibyte}` })
    assert.lengthOf(typeof whole === "string" ? whole : whole.text, mebibyte)
    assert.strictEqual(yield* ask({ url: `http://big.test:${port}/${mebibyte + 1}` }), "too_large")
    assert.strictEqual(yield* ask({ url: `http://big.test:${port}/endless` }), "too_large")
    yield* Effect.timeout(Effect.promise(() => cut.promise), "10 seconds")
  }).pipe(Effect.scoped))

  it.live("isn't taken for whole when the connection ended in the middle", () => Effect.gen(function*() {
    const { port } = yield* rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", () => socket.destroy())
    })
    const { ask } = yield* world({ allow: loopback })
    assert.strictEqual(yield* ask({ url: `http://cut.test:${port}/`, timeout: "5 seconds" }), "unreachable")
  }).pipe(Effect.scoped))

  it.effect("is waited for ten seconds, and five for the addresses of its name alone", () => Effect.gen(function*() {
    const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let asks = 0
    const { ask, check, port } = yield* world({
      allow: loopback,
      names: () => {
        asked[asks++]?.resolve()
        return new Promise(() => undefined)
      }
    })
    const request = yield* Effect.forkChild(ask({ url: `http://slow.test:${port}/` }))
    yield* Effect.promise(() => asked[0]?.promise ?? Promise.resolve())
    const checking = yield* Effect.forkChild(check(`http://slow.test:${port}/`))
    yield* Effect.promise(() => asked[1]?.promise ?? Promise.resolve())
    yield* TestClock.adjust("5 seconds")
    assert.strictEqual(yield* Fiber.join(checking), "timeout")
    assert.isUndefined(request.pollUnsafe())
    yield* TestClock.adjust("5 seconds")
    assert.strictEqual(yield* Fiber.join(request), "timeout")
  }).pipe(Effect.scoped))
})
