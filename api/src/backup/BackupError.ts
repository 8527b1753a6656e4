import type { PlatformError } from "effect/PlatformError"
import * as Schema from "effect/Schema"

/** The system's own words about a file that couldn't be read or written. */
export const wordsOf = ({ cause, message }: PlatformError): string => cause instanceof Error ? cause.message : message

/** A backup never overwrites: the folder to write is there already. */
export class BackupExists extends Schema.TaggedError<BackupExists>()("BackupExists", { folder: Schema.String }) {
  override get message(): string {
    return `${this.folder} exists already. Name a new folder.`
  }
}

/** There can be no backup in this folder: what the system said, or where it lies. */
export class BackupUnwritable extends Schema.TaggedError<BackupUnwritable>()("BackupUnwritable", { folder: Schema.String, reason: Schema.String }) {
  override get message(): string {
    return `${this.folder} can't be written (${this.reason}). Name a folder outside of DATA_DIR, on a disk with room, where this user may write.`
  }
}

/** The folder holds no whole backup this program can read. */
export class BackupUnreadable extends Schema.TaggedError<BackupUnreadable>()("BackupUnreadable", {
  folder: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.folder} can't be restored: ${this.reason}.`
  }
}

/** A restore never mixes with what is there; `what` is the database or the file in the way. */
export class RestoreTargetInUse extends Schema.TaggedError<RestoreTargetInUse>()("RestoreTargetInUse", { what: Schema.String }) {
  override get message(): string {
    return `${this.what} is in use already. A restore goes into a new database and data folder: set DATA_DIR (and DATABASE_URL, where used) to empty ones.`
  }
}
