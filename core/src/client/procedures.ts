import type * as Rpc from "effect/rpc/Rpc"
import type * as RpcGroup from "effect/rpc/RpcGroup"
import type * as RpcSchema from "effect/rpc/RpcSchema"

/** The procedures of a group; `G` is the type of a group's class, as in `Client<typeof WidgetRpcs>`. */
export type Procedures<G> = RpcGroup.Rpcs<G>

export type ByTag<G, Tag> = Extract<Procedures<G>, { readonly _tag: Tag }>

/** The tags of procedures that answer with a stream of values. */
export type StreamTag<G> = {
  [T in Procedures<G>["_tag"]]: Rpc.SuccessSchema<ByTag<G, T>> extends RpcSchema.Stream<infer _A, infer _E> ? T : never
}[Procedures<G>["_tag"]]

/** The tags of procedures that answer once. */
export type UnaryTag<G> = Exclude<Procedures<G>["_tag"], StreamTag<G>>

type PayloadSchema<R> = R extends Rpc.Rpc<infer _T, infer P, infer _S, infer _E, infer _M, infer _R> ? P : never

/** What is sent, as it stands in JSON. */
export type PayloadEnc<G, Tag> = PayloadSchema<ByTag<G, Tag>>["Encoded"]

/** What comes back, as it stands in JSON. */
export type SuccessEnc<G, Tag> = Rpc.SuccessSchema<ByTag<G, Tag>>["Encoded"]

/** One value of a stream, as it stands in JSON. */
export type Chunk<G, Tag> = Rpc.SuccessSchema<ByTag<G, Tag>> extends RpcSchema.Stream<infer A, infer _E> ? A["Encoded"] : never

/** Everything that may be refused, told apart by `_tag`; for a stream also what may end it. */
export type ErrorEnc<G, Tag> = Rpc.ErrorExitSchema<ByTag<G, Tag>>["Encoded"]

/** The rest parameters of a call: the payload may be left out only where the procedure takes none. */
export type PayloadArgs<G, Tag, Options> = [PayloadEnc<G, Tag>] extends [void]
  ? [payload?: undefined, options?: Options]
  : [payload: PayloadEnc<G, Tag>, options?: Options]
