import * as Schema from "effect/Schema"

/** No Postgres is packed for this machine. */
export class UnsupportedPlatform extends Schema.TaggedError<UnsupportedPlatform>()("UnsupportedPlatform", {
  platform: Schema.String,
  arch: Schema.String
}) {
  override get message(): string {
    return `No Postgres is packed for ${this.platform}-${this.arch}. Install Postgres 15 or newer and set DATABASE_URL.`
  }
}

/** The folder that should hold the database can't be used; `reason` is the system's code or our finding. */
export class FolderUnusable extends Schema.TaggedError<FolderUnusable>()("FolderUnusable", {
  folder: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `The database can't live in ${this.folder} (${this.reason}). Make the folder writable, or set DATA_DIR to one that is.`
  }
}

/** There is no database in the folder and none was to be made. */
export class NoCluster extends Schema.TaggedError<NoCluster>()("NoCluster", { folder: Schema.String }) {
  override get message(): string {
    return `There is no database in ${this.folder} yet. Start the program once, or set DATA_DIR to the folder that has it.`
  }
}

/** The folder was written by another major version of Postgres. */
export class ClusterVersionMismatch extends Schema.TaggedError<ClusterVersionMismatch>()("ClusterVersionMismatch", {
  folder: Schema.String,
  found: Schema.String,
  wanted: Schema.String
}) {
  override get message(): string {
    return `${this.folder} was written by Postgres ${this.found}; this program brings Postgres ${this.wanted}. ` +
      "Run `bun run backup` with the version that wrote it, then `bun run restore` with this one."
  }
}

/** A Postgres program ended with an error; `log` holds its last lines. */
export class PostgresFailed extends Schema.TaggedError<PostgresFailed>()("PostgresFailed", {
  program: Schema.String,
  log: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `${this.program} failed. Its last lines:\n${this.log.map((line) => `  ${line}`).join("\n")}`
  }
}

/** A running process holds the folder and it can't be told whose it is. */
export class DataFolderBusy extends Schema.TaggedError<DataFolderBusy>()("DataFolderBusy", {
  folder: Schema.String,
  pid: Schema.Int
}) {
  override get message(): string {
    return `Process ${this.pid} seems to serve ${this.folder}. Stop it, then start again.`
  }
}

/** Another program is stopping the server of this folder and doesn't come to an end. */
export class StopUnending extends Schema.TaggedError<StopUnending>()("StopUnending", { folder: Schema.String }) {
  override get message(): string {
    return `Another program has been stopping the database in ${this.folder} for too long. End that program, then start again.`
  }
}

/** Everything that can keep the embedded Postgres from running; `message` is a sentence for people. */
export type EmbeddedPostgresError =
  | UnsupportedPlatform
  | FolderUnusable
  | NoCluster
  | ClusterVersionMismatch
  | PostgresFailed
  | DataFolderBusy
  | StopUnending
