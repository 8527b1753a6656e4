import * as Schema from "effect/Schema"

/** The server's own words, which stand at the end of a SqlError's causes. */
export const serverWords = (error: Error): string => error.cause instanceof Error ? serverWords(error.cause) : error.message

/** Nobody answers at the database's address, or it refuses the login. `address` has no password in it. */
export class DatabaseUnreachable extends Schema.TaggedError<DatabaseUnreachable>()("DatabaseUnreachable", {
  address: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    const remedy = /certificate/i.test(this.reason)
      ? "Name the PEM file of who signed the server's certificate, as DATABASE_URL=…?sslmode=verify-full&sslrootcert=/etc/ssl/database-ca.pem, and the host as the certificate does."
      : "Check DATABASE_URL and that the server runs, or unset it to use the embedded one."
    return `The database at ${this.address} can't be used: ${this.reason}. ${remedy}`
  }
}

/** What to do about a database that is read only. */
export const whereWritesGo = "Let DATABASE_URL name the server that takes them (the primary, not a standby), or end its default_transaction_read_only."

/** The server answers and doesn't let the login do what the program needs; nothing was changed. */
export class DatabaseRefused extends Schema.TaggedError<DatabaseRefused>()("DatabaseRefused", {
  database: Schema.String,
  login: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    const remedy = /permission denied|must be owner/.test(this.reason)
      ? ` Its login wants to own it. Run this once as an administrator:\nalter database ${named(this.database)} owner to ${named(this.login)};`
      : /read-only transaction|recovery is in progress/.test(this.reason)
      ? ` It takes no writes. ${whereWritesGo}`
      : /^relation .* does not exist/.test(this.reason)
      ? " The program was never started on it: start it once, or correct DATABASE_URL."
      : ""
    return `The database ${this.database} refused what the program needs: ${this.reason}.${remedy}`
  }
}

/** The database answers and is read only: a standby, or a server that was told so. */
export class TakesNoWrites extends Schema.TaggedError<TakesNoWrites>()("TakesNoWrites", {}) {
  override get message(): string {
    return "The database takes no writes."
  }
}

const named = (name: string) => /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`

/** The server is older than the oldest release we support. */
export class DatabaseTooOld extends Schema.TaggedError<DatabaseTooOld>()("DatabaseTooOld", {
  found: Schema.String,
  oldest: Schema.Int
}) {
  override get message(): string {
    return `The database server is Postgres ${this.found}; ${this.oldest} is the oldest supported release. Upgrade the server.`
  }
}

/** The database was migrated by a newer version of the program, or by another line of it. */
export class DatabaseTooNew extends Schema.TaggedError<DatabaseTooNew>()("DatabaseTooNew", {
  database: Schema.String,
  program: Schema.String
}) {
  override get message(): string {
    return `The database has migration ${this.database}, this program knows up to ${this.program}. Start the newer version, or restore a backup made before it.`
  }
}

/** A migration's SQL was refused; nothing of this start's migrations was kept. */
export class MigrationFailed extends Schema.TaggedError<MigrationFailed>()("MigrationFailed", {
  migration: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.migration} can't be applied: ${this.reason}. Nothing was changed.`
  }
}

/** The login may not make the roles the program runs as; `sql` does it when run by an administrator. */
export class RolesMissing extends Schema.TaggedError<RolesMissing>()("RolesMissing", { sql: Schema.String }) {
  override get message(): string {
    return `The database login may not make the roles the program runs as. Run this once as an administrator:\n${this.sql}`
  }
}

/** The proof of tenant isolation failed; each finding says what is open and the SQL that closes it. */
export class IsolationBroken extends Schema.TaggedError<IsolationBroken>()("IsolationBroken", {
  findings: Schema.Array(Schema.Struct({ what: Schema.String, sql: Schema.String }))
}) {
  override get message(): string {
    const list = this.findings.map(({ sql, what }) => `  ${what}\n    ${sql}`).join("\n")
    return `Tenants are not kept apart in this database, so the program won't serve it. Run as an administrator:\n${list}`
  }
}
