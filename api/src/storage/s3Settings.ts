import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { SettingsError } from "../settings/SettingsError.ts"
import { oneOf, settingOf, wholeNumber } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"

/** A bucket and how to reach, sign for and read it. */
export interface S3Settings {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: Redacted.Redacted
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined
  readonly forcePathStyle: boolean
  /** Without a slash at the end, as `cdnBaseUrl`; undefined for the bucket's own address. */
  readonly publicBaseUrl: string | undefined
  readonly cdnBaseUrl: string | undefined
  /** Whether objects are read at their own address, or only at signed ones. */
  readonly reads: "public" | "signed"
  /** How long a grant lasts, in ms. */
  readonly grantedFor: number
}

const wanted = ["S3_BUCKET_NAME", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]

/**
 * Reads `S3_BUCKET_NAME`, `S3_REGION` (`us-east-1` beside an endpoint, which other servers take for their own),
 * `S3_ACCESS_KEY_ID`, `S3_SECRET_ACCESS_KEY`, `S3_ENDPOINT`, `S3_FORCE_PATH_STYLE` (on for exactly `true`), `S3_PUBLIC_BASE_URL`,
 * `S3_CDN_BASE_URL`, `STORAGE_READS` and `S3_SIGNED_URL_EXPIRATION_SECONDS` (60 to 3600, 900 unless set). Fails once, with all that is wrong.
 */
export const s3Settings: Effect.Effect<S3Settings, SettingsError> = Effect.gen(function*() {
  const problems: Array<string> = []
  const noted = <A>(setting: Effect.Effect<A, SettingsError>, fallback: A) =>
    setting.pipe(Effect.catch((error) => Effect.sync(() => (problems.push(...error.problems), fallback))))
  const url = Effect.fnUntraced(function*(variable: Variable, example: string, hasPath: boolean) {
    const text = yield* settingOf(variable)
    if (text === undefined) return undefined
    const { hash = "", pathname = "", protocol = "", search = "" } = URL.canParse(text) ? new URL(text) : {}
    if (!/^https?:$/.test(protocol) || search !== "" || hash !== "") problems.push(`${variable} wants an address such as ${example}, not ${text}.`)
    else if (!hasPath && pathname !== "/") problems.push(`${variable} is the server's address alone, as ${example}: take ${pathname} off; the bucket is named in S3_BUCKET_NAME.`)
    return text.replace(/\/+$/, "")
  })

  const endpoint = yield* url("S3_ENDPOINT", "https://objects.example.com", false)
  const bucket = yield* settingOf("S3_BUCKET_NAME")
  const region = (yield* settingOf("S3_REGION")) ?? (endpoint === undefined ? undefined : "us-east-1")
  const accessKeyId = yield* settingOf("S3_ACCESS_KEY_ID")
  const secretAccessKey = yield* Config.Redacted("S3_SECRET_ACCESS_KEY").pipe(Effect.orElseSucceed(() => Redacted.make("")))
  const given = [bucket, region, accessKeyId, Redacted.value(secretAccessKey).trim() || undefined]
  const missing = wanted.filter((_, index) => given[index] === undefined)
  if (missing.length > 0) {
    const asks = (yield* settingOf("STORAGE_PROVIDER")) === undefined ? "S3_BUCKET_NAME is set" : "STORAGE_PROVIDER=s3"
    problems.push(`${asks}: files go to S3, which wants ${missing.join(", ")} too. Set ${missing.length === 1 ? "it" : "them"}, or STORAGE_PROVIDER=disk to keep files in DATA_DIR.`)
  }
  if (bucket !== undefined && !/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i.test(bucket)) {
    problems.push(`S3_BUCKET_NAME wants the bucket's name alone, 3 to 63 letters, digits, dots and hyphens, not ${bucket}.`)
  }
  if (region !== undefined && !/^[\w-]+$/.test(region)) problems.push(`S3_REGION wants a region, as us-east-1, not ${region}.`)
  const publicBaseUrl = yield* url("S3_PUBLIC_BASE_URL", "https://files.example.com", true)
  const cdnBaseUrl = yield* url("S3_CDN_BASE_URL", "https://cdn.example.com", true)
  const reads = yield* noted(oneOf("STORAGE_READS", ["public", "signed"], "public"), "public")
  const seconds = yield* noted(wholeNumber("S3_SIGNED_URL_EXPIRATION_SECONDS", 900), 900)
  if (seconds < 60 || seconds > 3600) problems.push(`S3_SIGNED_URL_EXPIRATION_SECONDS wants 60 to 3600 seconds, not ${seconds}.`)

  if (problems.length > 0) return yield* new SettingsError({ problems })
  return {
    bucket: bucket ?? "",
    region: region ?? "",
    accessKeyId: accessKeyId ?? "",
    secretAccessKey: Redacted.make(Redacted.value(secretAccessKey).trim()),
    endpoint,
    forcePathStyle: (yield* settingOf("S3_FORCE_PATH_STYLE")) === "true",
    publicBaseUrl,
    cdnBaseUrl,
    reads,
    grantedFor: seconds * 1000
  }
})
