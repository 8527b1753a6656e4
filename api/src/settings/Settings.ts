import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import path from "node:path"
import { readSecrets } from "./secretsFile.ts"
import { SettingsError } from "./SettingsError.ts"
import { inDigits, settingOf } from "./values.ts"

/** How the program was started: `up` tries it out, `dev` watches sources, `start` is production, `test` a test. */
export type Entry = "up" | "dev" | "start" | "test"

/** What the whole program is told; each capability's provider reads its own settings besides. */
export class Settings extends Context.Service<Settings, {
  readonly entry: Entry
  /** The one public address, without a trailing slash. */
  readonly publicUrl: string
  /** Absolute folder of the embedded database, files and secrets. */
  readonly dataDir: string
  readonly signUp: "invite" | "open"
  readonly secrets: {
    /** Signs members' cookies. */
    readonly auth: Redacted.Redacted
    /** Keys the HMAC that private API keys are stored under. */
    readonly apiKey: Redacted.Redacted
    /** Encrypts what must stay readable, as identity secrets. */
    readonly encryption: Redacted.Redacted
  }
}>()("api/settings/Settings") {
  /** Reads every variable and fails once, with all that is wrong. */
  static readonly layer = (entry: Entry) => Layer.effect(Settings, read(entry))
}

const read = Effect.fn("Settings.read")(function*(entry: Entry) {
  const problems: Array<string> = []
  const get = <A>(config: Config.Config<A>, fallback: A, problem: string) =>
    config.pipe(Effect.catch(() => Effect.sync(() => (problems.push(problem), fallback))))
  const dataDir = path.resolve(yield* get(Config.String("DATA_DIR").pipe(Config.withDefault(".data")), ".data", "DATA_DIR wants a folder."))
  const made = entry === "start" ? readSecrets(dataDir).values : {}
  const secret = Effect.fnUntraced(function*(name: string, use: string) {
    const value = yield* Config.Redacted(name).pipe(Effect.orElseSucceed(() => Redacted.make("")))
    if (Redacted.value(value) === "" && name in made) {
      problems.push(`${name} ${use} and is missing. The one that up made is in ${path.join(dataDir, "secrets.json")}: set that one, since no other opens what this folder holds.`)
    } else if (Redacted.value(value).length < 32) {
      problems.push(`${name} ${use} and wants at least 32 random characters. Make one with: openssl rand -hex 32`)
    }
    return value
  })
  const host = yield* get(Config.String("HOST").pipe(Config.withDefault("127.0.0.1")), "", "HOST wants an address to listen on, as 127.0.0.1.")
  const port = (yield* settingOf("PORT")) ?? "3000"
  if (inDigits(port, { least: 0, most: 65_535 }) === undefined) problems.push("PORT wants a number from 1 to 65535.")
  const publicUrl = yield* get(Config.option(Config.URL("PUBLIC_APP_URL")), Option.none(), publicUrlWanted)
  if (Option.isSome(publicUrl)) {
    const { hash, password, pathname, protocol, search, username } = publicUrl.value
    const beyond = `${pathname}${search}${hash}`
    if (!/^https?:$/.test(protocol) || `${username}${password}` !== "") problems.push(publicUrlWanted)
    else if (beyond !== "/") problems.push(`PUBLIC_APP_URL is a name of its own, as https://support.example.com, without ${beyond}: pages and sockets stand at its root.`)
  }
  if (Option.isNone(publicUrl) && !loopback.has(host)) {
    problems.push(`HOST=${host} can be reached from outside: set PUBLIC_APP_URL to the address people will use.`)
  }
  const settings = {
    entry,
    publicUrl: Option.match(publicUrl, { onNone: () => `http://localhost:${port}`, onSome: (url) => url.href.replace(/\/$/, "") }),
    dataDir,
    signUp: yield* get(
      Config.Literals(["invite", "open"], "SIGN_UP").pipe(Config.withDefault("invite" as const)),
      "invite",
      "SIGN_UP is either invite or open."
    ),
    secrets: {
      auth: yield* secret("BETTER_AUTH_SECRET", "signs members' sessions"),
      apiKey: yield* secret("API_KEY_SECRET", "protects stored API keys"),
      encryption: yield* secret("ENCRYPTION_KEY", "encrypts identity secrets")
    }
  }
  if (problems.length > 0) return yield* new SettingsError({ problems })
  return Settings.of(settings)
})

const publicUrlWanted = "PUBLIC_APP_URL wants the address people use, as https://support.example.com."

const loopback = new Set(["127.0.0.1", "localhost", "::1"])
