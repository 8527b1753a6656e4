import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

interface At {
  readonly host: string
  readonly port: number
}

const reasons = {
  EADDRINUSE: "taken",
  EACCES: "forbidden",
  EADDRNOTAVAIL: "elsewhere",
  // A name that leads nowhere, and what is neither name nor address; Bun sometimes says an older error's code of these.
  EINVAL: "elsewhere",
  EEXIST: "elsewhere",
  ENOTFOUND: "elsewhere"
} as const

/** The program can't listen there. */
export class CannotListen extends Schema.TaggedError<CannotListen>()("CannotListen", {
  host: Schema.String,
  port: Schema.Int,
  reason: Schema.Literals(["taken", "forbidden", "elsewhere", "other"]),
  /** The system's own. */
  words: Schema.String
}) {
  override get message(): string {
    switch (this.reason) {
      case "taken":
        return `Port ${this.port} on ${this.host} is held by another program: stop it, or set PORT to a free one.`
      case "forbidden":
        return `PORT=${this.port} wants rights that this user doesn't have: set PORT to one above 1023 and let a proxy listen there, or give the right (AmbientCapabilities=CAP_NET_BIND_SERVICE under systemd).`
      case "elsewhere":
        return `HOST=${this.host} is no address of this machine: set HOST to 127.0.0.1 for this machine alone, to 0.0.0.0 for every address it has, or to one of those.`
      case "other":
        return `HOST=${this.host} and PORT=${this.port} can't be listened on: ${this.words}`
    }
  }
}

/** What it means that listening failed with this. */
export const cannotListen = (error: unknown, at: At): CannotListen => {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  const reason = Object.entries(reasons).find(([known]) => known === code)?.[1] ?? "other"
  return new CannotListen({ ...at, reason, words: error instanceof Error ? error.message : String(error) })
}

/** Fails where the program couldn't listen now; listens for no longer than that takes. */
export const canListen = ({ host, port }: At): Effect.Effect<void, CannotListen> =>
  Effect.try({
    try: () => void Bun.serve({ hostname: host, port, fetch: () => new Response(null, { status: 503 }) }).stop(true),
    catch: (error) => cannotListen(error, { host, port })
  })
