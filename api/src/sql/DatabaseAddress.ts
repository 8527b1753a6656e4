import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import path from "node:path"
import * as EmbeddedPostgres from "../embedded/EmbeddedPostgres.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
import { isReadable, tlsModes, tlsOf } from "./databaseTls.ts"

/** Told what a slow start is doing, as sentences for people; logs them unless replaced. */
export const StartProgress = Context.Reference<(sentence: string) => Effect.Effect<void>>("api/sql/StartProgress", {
  defaultValue: () => (sentence) => Effect.logInfo(sentence)
})

/** Where the database is. */
export class DatabaseAddress extends Context.Service<DatabaseAddress, {
  /** What the server's queries connect to. */
  readonly url: Redacted.Redacted
  /** What migrations and LISTEN connect to: never a transaction pooler. */
  readonly directUrl: Redacted.Redacted
  /** Whether `url` is a transaction pooler, which keeps no session settings and no prepared statements. */
  readonly pooled: boolean
  /** The embedded cluster's superuser, for benches and repairs; none for a server of the operator's own. */
  readonly superuserUrl: Option.Option<Redacted.Redacted>
}>()("api/sql/DatabaseAddress") {
  /**
   * `DATABASE_URL` where it is set, else the embedded Postgres in `DATA_DIR/postgres` (default `.data`), running as long as
   * the layer. `DATABASE_DIRECT_URL` says that `DATABASE_URL` is a transaction pooler and where the server behind it is.
   */
  static readonly layer = Layer.effect(DatabaseAddress, Effect.suspend(() => fromSettings({ whenDone: "stop" })))

  /** The same for a tool: an embedded server that runs already keeps running afterwards; only a restore makes a new one. */
  static readonly layerTool = (database: "existing" | "new") =>
    Layer.effect(DatabaseAddress, Effect.suspend(() => fromSettings({ whenDone: "as found", create: database === "new" })))

  /** A known address: tests and tools. */
  static readonly layerUrl = (url: Redacted.Redacted) => Layer.succeed(DatabaseAddress, fromUrl(url, Option.none()))
}

/** Fails with what is wrong with the two addresses, without saying them: they hold passwords. */
export const readableAddresses = Effect.gen(function*() {
  const problems: Array<string> = []
  for (const name of ["DATABASE_URL", "DATABASE_DIRECT_URL"] as const) {
    const text = yield* settingOf(name)
    if (text !== undefined) problems.push(...problemsOf(name, text))
  }
  if ((yield* settingOf("DATABASE_URL")) === undefined && (yield* settingOf("DATABASE_DIRECT_URL")) !== undefined) {
    problems.push("DATABASE_DIRECT_URL is set and DATABASE_URL is not: it is the way around a pooler that DATABASE_URL names. Set DATABASE_URL too, or only that one where there is no pooler.")
  }
  if (problems.length > 0) return yield* new SettingsError({ problems })
})

const problemsOf = (name: string, text: string): ReadonlyArray<string> => {
  const address = URL.parse(text)
  // A password with a slash or a number sign after digits makes another address of it, whose path would say the rest.
  if (address === null || !/^postgres(ql)?:\/\//.test(text) || address.pathname.includes("@") || address.hash !== "") {
    return [`${name} wants an address as postgres://user:password@host:5432/name, in which other signs than letters and digits of a password are written as %2F for / and %23 for #. Without DATABASE_URL the embedded database is used.`]
  }
  const { certificate, mode } = tlsOf(text)
  return [
    ...(mode === null || tlsModes.includes(mode) ? [] : [`${name} says sslmode=${mode}: write ${tlsModes.join(", ")}; all but disable want a certificate that is known here.`]),
    ...(certificate === null || isReadable(certificate) ? [] : [`${name} names a certificate that can't be read: ${certificate}. sslrootcert is the PEM file of who signed the database server's.`])
  ]
}

const fromSettings = Effect.fnUntraced(function*(
  use: Pick<EmbeddedPostgres.EmbeddedPostgresOptions, "create" | "whenDone">
) {
  const settings = yield* Config.all({
    url: Config.option(Config.Redacted("DATABASE_URL")),
    directUrl: Config.option(Config.Redacted("DATABASE_DIRECT_URL")),
    dataDir: Config.String("DATA_DIR").pipe(Config.withDefault(".data"))
  })
  if (Option.isSome(settings.url)) return fromUrl(settings.url.value, settings.directUrl)
  const onProgress = yield* StartProgress
  const embedded = yield* EmbeddedPostgres.start({ dataDir: path.join(settings.dataDir, "postgres"), onProgress, ...use })
  return { ...fromUrl(embedded.url, Option.none()), superuserUrl: Option.some(embedded.superuserUrl) }
})

const fromUrl = (url: Redacted.Redacted, directUrl: Option.Option<Redacted.Redacted>): DatabaseAddress["Service"] => ({
  url,
  directUrl: Option.getOrElse(directUrl, () => url),
  pooled: Option.exists(directUrl, (direct) => Redacted.value(direct) !== Redacted.value(url)),
  superuserUrl: Option.none()
})
