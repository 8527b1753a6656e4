import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { S3RequestPresigner } from "@aws-sdk/s3-request-presigner"
import { S3Client } from "@aws-sdk/client-s3"
import { refusalOf } from "../../e2e/src/peers/sigV4.ts"
import { Settings } from "../../api/src/settings/Settings.ts"
import { newFileKey } from "../../api/src/storage/fileKey.ts"
import * as s3 from "../../api/src/storage/s3.ts"
import { Storage } from "../../api/src/storage/Storage.ts"
import type { Lab } from "./lab.ts"
import { type Measured, note } from "./report.ts"
import { median, ratios } from "./statistics.ts"

const grants = 10_000
const bucket = { accessKeyId: "AKIDEXAMPLE", secret: "s".repeat(40), region: "eu-central-1", origin: "https://files-of-bench.s3.eu-central-1.amazonaws.com" }
const [mediaType, size] = ["image/png", 123_456]
const grantedForMs = 900_000

/** What granting an upload costs the s3 provider, times the vendor's signer alone for the same addresses. Nobody is asked for either. */
export const presign = async (lab: Lab): Promise<ReadonlyArray<Measured>> => {
  const runtime = ManagedRuntime.make(provider)
  const { grant } = await runtime.runPromise(Storage)
  const sign = makeBareSigner()
  // One fiber for all, as a request has one for all it does.
  const ours: Signer = (keys, expiresAt) => runtime.runPromise(Effect.forEach(keys, (key) => Effect.map(grant({ key, size, mediaType, expiresAt }), ({ url }) => url)))
  const bare: Signer = async (keys, expiresAt) => {
    const urls: Array<string> = []
    for (const key of keys) urls.push(await sign(`/private/arriving/${key}`, expiresAt))
    return urls
  }
  for (const signer of [ours, bare]) await prove(signer)
  const runs = { floor: new Array<number>(), product: new Array<number>() }
  for (let n = 0; n <= lab.repeats; n++) {
    const [least, provider] = [await cost(bare), await cost(ours)]
    // The first round warms both up.
    if (n === 0) continue
    runs.floor.push(least)
    runs.product.push(provider)
  }
  await runtime.dispose()
  note(`CPU a grant: the signer alone ${median(runs.floor).toFixed(1)} µs, s3 provider ${median(runs.product).toFixed(1)} µs`)
  return [{ figure: "presign.cpu.ratio", runs: ratios(runs.product, runs.floor) }]
}

/** The addresses where these keys may be sent to until a moment (ms since 1970). */
type Signer = (keys: ReadonlyArray<string>, expiresAt: number) => Promise<ReadonlyArray<string>> | ReadonlyArray<string>

const secret = Redacted.make("x".repeat(40))
const provider = s3.layer.pipe(
  Layer.provide(Layer.succeed(Settings, {
    entry: "test", publicUrl: "https://support.example", dataDir: "/nowhere", signUp: "invite", secrets: { auth: secret, apiKey: secret, encryption: secret }
  })),
  Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({
    S3_BUCKET_NAME: "files-of-bench", S3_REGION: bucket.region, S3_ACCESS_KEY_ID: bucket.accessKeyId, S3_SECRET_ACCESS_KEY: bucket.secret
  })))
)

/** The least that signs with the vendor's library: one presigner, its request and the address of what it gives. */
const makeBareSigner = () => {
  const { hostname, origin } = new URL(bucket.origin)
  const presigner = new S3RequestPresigner({
    region: bucket.region, sha256: new S3Client({ region: bucket.region }).config.sha256, credentials: { accessKeyId: bucket.accessKeyId, secretAccessKey: bucket.secret }
  })
  return async (path: string, expiresAt: number): Promise<string> => {
    const { query = {} } = await presigner.presign(
      { protocol: "https:", hostname, method: "PUT", path, query: {}, headers: { host: hostname, "content-type": mediaType, "content-length": String(size) } },
      { expiresIn: grantedForMs / 1000, signingDate: new Date(expiresAt - grantedForMs), signableHeaders: new Set(["content-type"]) }
    )
    return `${origin}${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`
  }
}

const newKey = () => newFileKey({
  organizationId: "01JZ00000000000000000000RG", websiteId: "01JZ00000000000000000000SE", entityId: "CO1111111111111111", filename: "Screenshot.png", mediaType
})

/** A storage that goes by the book lets in what it signs, and nothing of another size. */
const prove = async (signer: Signer) => {
  const [first = ""] = await signer([newKey()], Date.now() + grantedForMs)
  const url = new URL(first)
  const refusal = (length: number) => refusalOf(
    { method: "PUT", url, headers: new Headers({ host: url.host, "content-type": mediaType, "content-length": String(length) }) },
    { [bucket.accessKeyId]: bucket.secret }, new Date()
  )
  if (refusal(size) !== undefined || refusal(size + 1) === undefined) throw new Error(`What was signed doesn't hold: ${refusal(size)} for ${url.href}`)
}

/** Microseconds of this process's CPU a grant, each of a key of its own. */
const cost = async (signer: Signer): Promise<number> => {
  const keys = Array.from({ length: grants }, newKey)
  const expiresAt = Date.now() + grantedForMs
  Bun.gc(true)
  const before = process.cpuUsage()
  await signer(keys, expiresAt)
  const { system, user } = process.cpuUsage(before)
  return (user + system) / grants
}
