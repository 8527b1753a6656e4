import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { Server } from "./Server.ts"
import { Settings } from "../settings/Settings.ts"
import { TestProgram } from "../testing/TestProgram.ts"

/** Every kind of answer: what it is, and how it is asked for. */
const answers: ReadonlyArray<readonly [what: "page" | "other", path: string, init?: RequestInit]> = [
  ["page", "/"],
  ["page", "/acme/inbox/CO1111111111111111"],
  ["page", "/login"],
  ["page", "/sign-up"],
  ["page", "/forgot-password"],
  ["page", "/reset-password?token=x"],
  ["page", "/join/01JZ00000000000000000000ZZ"],
  ["page", "/demo/"],
  ["page", "/demo/solid"],
  ["page", "/dev/outbox"],
  ["other", "/assets/app-1.js"],
  ["other", "/assets/gone-1.js"],
  ["other", "/demo/assets/demo-1.js"],
  ["other", "/api/auth/get-session"],
  ["other", "/api/auth/sign-in/email", { method: "POST", body: "{}", headers: { "content-type": "application/json" } }],
  ["other", "/api/sign-up"],
  ["other", "/files/nothing"],
  ["other", "/files/upload/nothing", { method: "PUT", body: "hi" }],
  ["other", "/health"],
  ["other", "/ready"],
  ["other", "/metrics"],
  ["other", "/rpc/widget"],
  ["other", "/rpc/widget", { method: "POST", body: `{"_tag":"Request","id":1,"tag":"websites.get","headers":[]}\n` }],
  ["other", "/rpc/inbox", { method: "POST", body: "{" }],
  ["other", "/rpc/inbox", { method: "OPTIONS" }],
  ["other", "/rpc/nowhere", { method: "POST", body: "{}" }]
]

/** Asks for everything in the list, with the built pages in place; the type says which of the policies it belongs under. */
const askAll = Effect.gen(function*() {
  const { dataDir } = yield* Settings
  const { port } = yield* Server
  for (const page of ["dashboard", "demo"]) {
    mkdirSync(path.join(dataDir, page, "dist/assets"), { recursive: true })
    writeFileSync(path.join(dataDir, page, "dist/index.html"), `<!doctype html><title>${page}</title>`)
  }
  writeFileSync(path.join(dataDir, "dashboard/dist/assets/app-1.js"), "app()")
  writeFileSync(path.join(dataDir, "demo/dist/assets/demo-1.js"), "demo()")
  return yield* Effect.promise(() => Promise.all(answers.map(async ([what, path, init = {}]) => {
    const headers = { accept: "text/html", ...init.headers as Record<string, string> }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init, headers })
    await response.arrayBuffer()
    return { what, place: `${init.method ?? "GET"} ${path}`, status: response.status, headers: response.headers }
  })))
})

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P37: own pages and every other answer", (it) => {
  it.effect("run nothing inline, stand in no frame, are never sniffed and tell no path to anyone", () => Effect.gen(function*() {
    for (const { headers, place, status, what } of yield* askAll) {
      assert.strictEqual(headers.get("x-content-type-options"), "nosniff", place)
      assert.strictEqual(headers.get("referrer-policy"), "strict-origin", place)
      assert.strictEqual(headers.get("cross-origin-opener-policy"), "same-origin", place)
      assert.isNull(headers.get("strict-transport-security"), place)
      const policy = headers.get("content-security-policy") ?? "none"
      assert.include(policy, "default-src 'none'", place)
      assert.include(policy, "frame-ancestors 'none'", place)
      assert.notMatch(policy, /unsafe|\*/, place)
      if (what === "page") assert.strictEqual(status, 200, place)
      assert.strictEqual(/script-src|style-src/.test(policy), what === "page", `${place}: ${policy}`)
    }
  }))

  it.effect("send no form elsewhere, and let nothing move the base of their addresses", () => Effect.gen(function*() {
    const pages = (yield* askAll).filter(({ place, what }) => what === "page" && !place.startsWith("GET /dev"))
    assert.isAbove(pages.length, 5)
    for (const { headers, place } of pages) {
      const policy = (headers.get("content-security-policy") ?? "").split("; ")
      assert.include(policy, "form-action 'self'", place)
      assert.include(policy, "base-uri 'none'", place)
    }
  }))

  it.effect("let the inbox and its sign-in write HTML in one named way only", () => Effect.gen(function*() {
    const own = (yield* askAll).filter(({ place, what }) => what === "page" && !/^GET \/(demo|dev)/.test(place))
    assert.isAbove(own.length, 5)
    for (const { headers, place } of own) {
      assert.include(headers.get("content-security-policy"), "require-trusted-types-for 'script'; trusted-types solid-templates", place)
    }
  }))
})

layer(TestProgram.layer({ PUBLIC_APP_URL: "https://support.test" }), { excludeTestServices: true, timeout: "60 seconds" })("P37: behind https", (it) => {
  it.effect("every answer asks for https to be kept", () => Effect.gen(function*() {
    for (const { headers, place } of yield* askAll) {
      assert.include(headers.get("strict-transport-security") ?? "none", "max-age=31536000", place)
    }
  }))
})
