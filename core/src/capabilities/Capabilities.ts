import * as Schema from "effect/Schema"

/** What this server can do, so that no screen reads a flag. Secrets and addresses are not part of it. */
export const Capabilities = Schema.Struct({
  mail: Schema.Literals(["resend", "ses", "smtp", "outbox"]),
  storage: Schema.Literals(["s3", "disk"]),
  billing: Schema.Literals(["polar", "self_hosted"]),
  analytics: Schema.Literals(["tinybird", "postgres", "none"]),
  geo: Schema.Literals(["none", "maxmind", "header"]),
  ai: Schema.Literals(["none", "openai-compatible"]),
  signUp: Schema.Literals(["invite", "open"]),
  /** The server's public address, as snippets must name it. */
  publicUrl: Schema.String,
  isDevelopment: Schema.Boolean
})
export type Capabilities = typeof Capabilities.Type
