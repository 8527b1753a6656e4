import type { Codec } from "@effect/sql-pg/PgTypes"
import * as Result from "effect/Result"

/** The type's number in every Postgres since 13 (pg_type.dat). */
export const xid8Oid = 5069

/** A transaction id as a decimal string. The driver brings none and would read its eight bytes as text. */
export const xid8: Codec<string> = {
  encode: (value) => {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
    return Result.succeed(bytes)
  },
  decode: (bytes) => Result.succeed(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0).toString())
}
