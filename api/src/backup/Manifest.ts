import * as Schema from "effect/Schema"

/** What a backup holds; `manifest.json` in its folder, written last. */
export class Manifest extends Schema.Class<Manifest>("Manifest")({
  /** Of this layout: one gzip file of JSON lines per table, each line the row's columns as Postgres writes them in text. */
  format: Schema.Literal(1),
  createdAt: Schema.DateTimeUtcFromString,
  migrations: Schema.Array(Schema.Struct({ id: Schema.Int, name: Schema.String })),
  tables: Schema.Array(Schema.Struct({ name: Schema.String, columns: Schema.Array(Schema.String), rows: Schema.Int })),
  sequences: Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String })),
  /** Names of the data folder's entries under `files/`: uploads, secrets. */
  files: Schema.Array(Schema.String)
}) {}

export const ManifestJson = Schema.fromJsonString(Manifest)
