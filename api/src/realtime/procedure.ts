import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import * as RpcSchema from "effect/rpc/RpcSchema"

/** How one procedure's values stand in JSON. */
export interface Procedure {
  readonly tag: string
  readonly isStream: boolean
  readonly decode: (payload: unknown) => Effect.Effect<unknown, Schema.SchemaError>
  readonly encodeValues: (values: unknown) => Effect.Effect<unknown, Schema.SchemaError>
  readonly encodeExit: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<unknown, Schema.SchemaError>
}

const procedure = (rpc: Rpc.AnyWithProps): Procedure => {
  const { successSchema } = rpc
  const isStream = RpcSchema.isStreamSchema(successSchema)
  const encodeSuccess = Schema.encodeUnknownEffect(plain(isStream ? Schema.Void : successSchema))
  const encodeFailure = Schema.encodeUnknownEffect(plain(Rpc.exitSchema(rpc)))
  return {
    tag: rpc._tag,
    isStream,
    decode: Schema.decodeUnknownEffect(plain(rpc.payloadSchema)),
    encodeValues: Schema.encodeUnknownEffect(plain(Schema.NonEmptyArray(isStream ? successSchema.success : Schema.Never))),
    // A success is encoded by itself: the schema of a whole exit costs as much again (measured).
    encodeExit: (exit) => {
      if (Exit.isFailure(exit)) return encodeFailure(exit)
      const encoded = encodeSuccess(exit.value)
      return Exit.isExit(encoded) && Exit.isSuccess(encoded) ? Exit.succeed(success(encoded.value)) : Effect.map(encoded, success)
    }
  }
}

const success = (value: unknown) => ({ _tag: "Success", value })

const plain = (schema: Schema.Top) =>
  // The contract's schemas ask for no services (core has none to give), which `Top` can't say.
  Schema.toCodecJson(schema) as unknown as Schema.Codec<unknown, unknown>

export type FindProcedure = (tag: string) => Procedure | undefined

/** Finds the procedures of a group by tag; each is made ready when first asked for, so that starting stays cheap. */
export const findProcedure = <Rpcs extends Rpc.Any>(group: RpcGroup.RpcGroup<Rpcs>): FindProcedure => {
  const ready = new Map<string, Procedure>()
  return (tag) => {
    const known = ready.get(tag)
    if (known !== undefined) return known
    const rpc = group.requests.get(tag)
    if (rpc === undefined) return undefined
    // A group holds whole procedures; its type parameter only forgets their parts.
    const made = procedure(rpc as unknown as Rpc.AnyWithProps)
    ready.set(tag, made)
    return made
  }
}
