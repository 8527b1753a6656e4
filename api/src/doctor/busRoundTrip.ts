import * as Effect from "effect/Effect"
import { busChannel } from "../realtime/redis.ts"
import { oneOf, settingOf } from "../settings/values.ts"
import { fine, type Finding, problem } from "./Finding.ts"

const check = "bus"
const patience = 5000

/** Speaks on the nodes' own channel what none of them understands, over one connection, and hears it over another. */
const roundTrip = async (url: string) => {
  const { createClient } = await import("redis")
  let failed: (error: unknown) => void = () => undefined
  const failure = new Promise<never>((_, reject) => {
    failed = reject
  })
  const client = () => createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false, connectTimeout: patience } }).on("error", failed)
  const [hearing, speaking] = [client(), client()]
  const timer = setTimeout(() => failed(new Error(`nothing was heard within ${patience / 1000} s`)), patience)
  const word = `doctor ${crypto.randomUUID()}`
  const said = async () => {
    await Promise.all([hearing.connect(), speaking.connect()])
    await new Promise<void>((resolve, reject) => {
      hearing.subscribe(busChannel, (text) => text === word && resolve()).then(() => speaking.publish(busChannel, word)).catch(reject)
    })
  }
  try {
    await Promise.race([said(), failure])
  } finally {
    clearTimeout(timer)
    for (const each of [hearing, speaking]) if (each.isOpen) each.destroy()
  }
}

/** A reason without the address it was asked at, which may hold a password. */
const reasonOf = (error: unknown, url: string) => {
  const text = error instanceof Error ? error.message || ("code" in error ? String(error.code) : error.name) : "no answer"
  const { password = "" } = URL.parse(url) ?? {}
  return [url, password].reduce((words, secret) => secret === "" ? words : words.replaceAll(secret, "…"), text)
}

/** With `REALTIME_BUS=redis`, goes round the bus: publishes as a node does, and hears it. Nothing where Redis isn't chosen; never fails. */
export const busRoundTrip: Effect.Effect<ReadonlyArray<Finding>> = Effect.gen(function*() {
  if ((yield* oneOf("REALTIME_BUS", ["postgres", "memory", "redis"], "postgres")) !== "redis") return []
  const url = yield* settingOf("REDIS_URL")
  if (url === undefined) return [problem(check, "REALTIME_BUS=redis, and REDIS_URL is missing.", "Set it, as redis://:password@host:6379, or leave REALTIME_BUS out.")]
  return yield* Effect.tryPromise({ try: () => roundTrip(url), catch: (error) => reasonOf(error, url) }).pipe(Effect.match({
    onSuccess: () => [fine(check, "What one node says, others hear through Redis.")],
    onFailure: (why) => [problem(
      check,
      `Nodes don't hear each other through Redis: ${why}.`,
      /WRONGPASS|NOAUTH/.test(why)
        ? "Correct the name and password in REDIS_URL, as redis://name:password@host:6379."
        : /NOPERM/.test(why)
        ? `Let the account of REDIS_URL publish and subscribe: ACL SETUSER name +publish +subscribe &${busChannel}`
        : "Let this machine reach the server that REDIS_URL names (rediss:// where it speaks TLS). Until then each node only tells those connected to it."
    )]
  }))
}).pipe(Effect.catch(({ problems }) => Effect.succeed([problem(check, problems.join(" "), "Set it in the environment or in .env.")])))
