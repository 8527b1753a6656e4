import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import { Server } from "../http/Server.ts"
import { Settings } from "../settings/Settings.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { readTar, writeTar } from "./tar.ts"

const text = (words: string) => new TextEncoder().encode(words)

/** Built archives of two packages, one of which needs the other, and a third party. */
const build = (dataDir: string, version = "1.2.3") => {
  const folder = path.join(dataDir, "dist/packages")
  mkdirSync(folder, { recursive: true })
  const put = (name: string, dependencies: Readonly<Record<string, string>>) => {
    const manifest = { name: `@cossistant/${name}`, version, dependencies }
    writeFileSync(path.join(folder, `${name}.tgz`), gzipSync(writeTar([
      { path: "package/package.json", bytes: text(JSON.stringify(manifest)) },
      { path: `package/dist/${"deep/".repeat(30)}index.js`, bytes: text("export {}\n") }
    ])))
  }
  put("types", {})
  put("react", { "@cossistant/types": version, "left-pad": "1.3.0" })
}

const manifestIn = (archive: Uint8Array) => {
  const file = readTar(gunzipSync(archive)).find(({ path }) => path === "package/package.json")
  return JSON.parse(new TextDecoder().decode(file?.bytes))
}

layer(TestProgram.layer({ PUBLIC_APP_URL: "https://support.test" }), { excludeTestServices: true, timeout: "60 seconds" })("the packages an installation serves", (it) => {
  it.effect("need their siblings from the installation's own address, and third parties as before", () => Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const { port } = yield* Server
    build(dataDir)
    const response = yield* Effect.promise(() => fetch(`http://127.0.0.1:${port}/packages/react.tgz`))
    assert.strictEqual(response.status, 200)
    assert.strictEqual(response.headers.get("content-type"), "application/gzip")
    assert.strictEqual(response.headers.get("x-content-type-options"), "nosniff")
    const archive = new Uint8Array(yield* Effect.promise(() => response.arrayBuffer()))
    assert.deepStrictEqual(manifestIn(archive).dependencies, {
      "@cossistant/types": "https://support.test/packages/types.tgz",
      "left-pad": "1.3.0"
    })
    const paths = readTar(gunzipSync(archive)).map(({ path }) => path)
    assert.deepStrictEqual(paths, ["package/package.json", `package/dist/${"deep/".repeat(30)}index.js`])
  }))

  it.effect("aren't sent again while they are the same, and are when another build is there", () => Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const { port } = yield* Server
    const ask = (etag: string) => Effect.promise(() =>
      fetch(`http://127.0.0.1:${port}/packages/react.tgz`, { headers: { "if-none-match": etag } }))
    build(dataDir)
    const etag = (yield* ask("")).headers.get("etag") ?? ""
    assert.match(etag, /^"sha512-/)
    const unchanged = yield* ask(`"other", ${etag}`)
    assert.deepStrictEqual([unchanged.status, yield* Effect.promise(() => unchanged.text())], [304, ""])
    build(dataDir, "2.0.0-next")
    const changed = yield* ask(etag)
    assert.strictEqual(changed.status, 200)
    assert.strictEqual(manifestIn(new Uint8Array(yield* Effect.promise(() => changed.arrayBuffer()))).version, "2.0.0-next")
  }))

  it.effect("are listed with their address and hash; what wasn't built is neither listed nor served", () => Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const { port } = yield* Server
    build(dataDir)
    const url = `http://127.0.0.1:${port}/packages`
    const { packages } = yield* Effect.promise(async () => (await fetch(url)).json())
    assert.deepStrictEqual(packages.map(({ name, url }: Record<string, string>) => [name, url]), [
      ["@cossistant/types", "https://support.test/packages/types.tgz"],
      ["@cossistant/react", "https://support.test/packages/react.tgz"]
    ])
    const archive = yield* Effect.promise(async () => (await fetch(`${url}/types.tgz`)).arrayBuffer())
    const hash = new Bun.CryptoHasher("sha512").update(archive).digest("base64")
    assert.strictEqual(packages[0].integrity, `sha512-${hash}`)
    assert.strictEqual((yield* Effect.promise(() => fetch(`${url}/solid.tgz`))).status, 404)
  }))
})
