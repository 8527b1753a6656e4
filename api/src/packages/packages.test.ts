import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
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

/** What `/packages` lists. */
const listed = (port: number) => Effect.promise(async () => {
  const { packages } = await (await fetch(`http://127.0.0.1:${port}/packages`)).json()
  return packages as ReadonlyArray<{ readonly name: string; readonly url: string; readonly integrity: string }> // as documented
})
const contentNamed = (name: string) => new RegExp(`^https://support\\.test/packages/${name}-[0-9a-f]{16}\\.tgz$`)

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
    const [types] = yield* listed(port)
    assert.match(types?.url ?? "", contentNamed("types"))
    assert.deepStrictEqual(manifestIn(archive).dependencies, { "@cossistant/types": types?.url, "left-pad": "1.3.0" })
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
    const packages = yield* listed(port)
    assert.deepStrictEqual(packages.map(({ name }) => name), ["@cossistant/types", "@cossistant/react"])
    assert.match(packages[1]?.url ?? "", contentNamed("react"))
    const archive = yield* Effect.promise(async () => (await fetch(`${url}/types.tgz`)).arrayBuffer())
    const hash = new Bun.CryptoHasher("sha512").update(archive).digest("base64")
    assert.strictEqual(packages[0]?.integrity, `sha512-${hash}`)
    for (const name of ["solid.tgz", "vue.tgz", "react"]) {
      const answer = yield* Effect.promise(() => fetch(`${url}/${name}`))
      assert.deepStrictEqual([answer.status, yield* Effect.promise(() => answer.text())], [404, "There is no such package. https://support.test/packages lists those there are.\n"], name)
    }
  }))

  it.effect("stay what they are at the address of their content: a lockfile installs the same after an upgrade", () => Effect.gen(function*() {
    const { dataDir } = yield* Settings
    const { port } = yield* Server
    build(dataDir)
    const [before] = yield* listed(port)
    const address = before?.url.replace("https://support.test", `http://127.0.0.1:${port}`) ?? ""
    const host = path.join(dataDir, "host")
    mkdirSync(host)
    writeFileSync(path.join(host, "package.json"), `{ "name": "host", "version": "1.0.0" }`)
    const npm = (...command: ReadonlyArray<string>) => Effect.promise(async () => {
      rmSync(path.join(dataDir, "npm-cache"), { recursive: true, force: true })
      const child = Bun.spawn(["npm", ...command, "--no-audit", "--no-fund", "--cache", path.join(dataDir, "npm-cache")], { cwd: host, stdout: "pipe", stderr: "pipe" })
      const said = await new Response(child.stderr).text()
      return { code: await child.exited, said }
    })
    assert.strictEqual((yield* npm("install", address)).code, 0)
    build(dataDir, "3.0.0")
    const [after] = yield* listed(port)
    assert.notStrictEqual(after?.url, before?.url)
    const again = yield* npm("ci")
    assert.strictEqual(again.code, 0, again.said)
    assert.strictEqual(JSON.parse(readFileSync(path.join(host, "node_modules/@cossistant/types/package.json"), "utf8")).version, "1.2.3")
    const kept = yield* Effect.promise(() => fetch(address))
    assert.match(kept.headers.get("cache-control") ?? "", /immutable/)
    const never = yield* Effect.promise(() => fetch(`http://127.0.0.1:${port}/packages/types-0123456789abcdef.tgz`))
    assert.deepStrictEqual([never.status, /install the one you use again/.test(yield* Effect.promise(() => never.text()))], [404, true])
  }))
})
