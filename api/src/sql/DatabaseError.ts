import * as Schema from "effect/Schema"

/** The server's own words, which stand at the end of a SqlError's causes. */
export const serverWords = (error: Error): string => error.cause instanceof Error ? serverWords(error.cause) : error.message

/** Nobody answers at the database's address, or it refuses the login. `address` has no password in it. */
export class DatabaseUnreachable extends Schema.TaggedError<DatabaseUnreachable>()("DatabaseUnreachable", {
  address: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `The database at ${this.address} can't be used: ${this.reason}. Check DATABASE_URL and that the server runs, or unset it to use the embedded one.`
  }
}

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
