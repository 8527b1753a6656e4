import * as Schema from "effect/Schema"

const Amount = Schema.Struct({ files: Schema.Int, bytes: Schema.Int })
/** Files and their bytes together. */
export type Amount = typeof Amount.Type

/** What a backup holds; `manifest.json` in its folder, written last. */
export class Manifest extends Schema.Class<Manifest>("Manifest")({
  /** Of this layout: one gzip file of JSON lines per table, each line the row's columns as Postgres writes them in text. */
  format: Schema.Literal(1),
  createdAt: Schema.DateTimeUtcFromString,
  migrations: Schema.Array(Schema.Struct({ id: Schema.Int, name: Schema.String })),
  tables: Schema.Array(Schema.Struct({ name: Schema.String, columns: Schema.Array(Schema.String), rows: Schema.Int })),
  sequences: Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String })),
  /** Names of the data folder's entries under `files/`: uploads, secrets. */
  files: Schema.Array(Schema.String),
  /** How much stands under `files/`, so that a copy that was cut is known by it. Older backups don't say. */
  amount: Schema.optionalKey(Amount)
}) {}

export const ManifestJson = Schema.fromJsonString(Manifest)
