import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { prepare } from "./Database.ts"
import { certificate, tlsFront } from "./testing/tlsFront.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(path.join(tmpdir(), "tls-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** Somebody signs up and makes a site: every pool of the program was used. */
const signUp = Effect.flatMap(TestProgram, ({ firstOwner }) => Effect.map(firstOwner, ({ websiteId }) => assert.isNotEmpty(websiteId)))

const addressWith = (change: (address: URL) => void) => Effect.map(TestDatabase, ({ url }) => {
  const address = new URL(Redacted.value(url))
  change(address)
  return address.href
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("A database whose address has options and a name of its own", (it) => {
  it.effect("has people sign in as on any other", () => Effect.gen(function*() {
    const url = yield* addressWith(({ searchParams }) => {
      searchParams.set("options", "-c geqo=off")
      searchParams.set("application_name", "mine")
    })
    yield* Effect.provide(signUp, TestProgram.layerOn({ DATABASE_URL: url }))
  }))
})

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("A database that wants TLS", (it) => {
  it.effect("is used with the certificate its address names, by every part of the program", () => Effect.gen(function*() {
    const file = path.join(yield* folder, "ca.pem")
    writeFileSync(file, certificate.cert)
    const { url } = yield* TestDatabase
    const front = yield* Effect.acquireRelease(
      Effect.promise(() => tlsFront(Number(new URL(Redacted.value(url)).port))),
      ({ close }) => Effect.sync(close)
    )
    const through = (search: string) => addressWith((address) => {
      address.hostname = "localhost"
      address.port = String(front.port)
      address.search = search
    })
    for (const mode of ["sslmode=require&", "sslmode=verify-full&", ""]) {
      yield* prepare(Redacted.make(yield* through(`${mode}sslrootcert=${file}`)))
    }
    const refused = yield* Effect.flip(prepare(Redacted.make(yield* through("sslmode=require"))))
    assert.include(refused.message, "self signed certificate")
    assert.include(refused.message, "sslrootcert=")
    yield* Effect.provide(signUp, TestProgram.layerOn({ DATABASE_URL: yield* through(`sslmode=require&sslrootcert=${file}`), REALTIME_BUS: "postgres" }))
  }).pipe(Effect.scoped))
})
