import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import { problemType } from "./problemType.ts"

/** What every problem says of itself (RFC 9457), beside the facts of its kind. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  /** The kind in one word. */
  readonly error: string
  /** The title again, for clients that show `message`. */
  readonly message: string
}

/** An error class as this file needs it: made by `Schema.TaggedError`, its HTTP status in its annotations. */
interface TaggedErrorClass<Self> extends Schema.Codec<Self, object> {
  readonly identifier: string
  readonly fields: Schema.Struct.Fields
  new(facts: never): Self
}

const statusOf = (error: Schema.Top): number => {
  const status = Schema.resolveAnnotations(error)?.httpApiStatus
  if (status === undefined) throw new Error("An error of the public API says its HTTP status in its class.")
  return status
}

/** A fact whose name the problem itself uses goes by another one. */
const wireName = (fact: string) => fact === "status" ? "state" : fact

/**
 * How an error of ours stands in an HTTP answer: as `application/problem+json` (RFC 9457), with the status its class is
 * annotated with and its facts beside. `title` is one sentence for people, the same for every error of the kind.
 */
export const problem = <Self extends object>(error: TaggedErrorClass<Self>, title: string): Schema.Codec<Self, Problem> => {
  const { _tag: _, ...facts } = error.fields
  const tag = error.identifier
  const status = statusOf(error)
  const head = { type: problemType(tag), title, status, error: tag, message: title }
  const body = Schema.Struct({
    type: Schema.Literal(head.type),
    title: Schema.String,
    status: Schema.Literal(status),
    error: Schema.Literal(tag),
    message: Schema.String,
    ...Object.fromEntries(Object.entries(facts).map(([name, fact]) => [wireName(name), fact]))
  }).annotate({ identifier: `${tag}Problem`, description: title })
  const own = (failure: Self) => Object.fromEntries(Object.keys(facts).flatMap((name) => {
    const value: unknown = Reflect.get(failure, name)
    return value === undefined ? [] : [[wireName(name), value]]
  }))
  return body.pipe(
    Schema.decodeTo(Schema.toType(error), SchemaTransformation.transform({
      // Body and error share their facts: both are made of `error.fields`, which types can't follow through a rename.
      decode: (encoded: object) => new error(Object.fromEntries(Object.keys(facts).map((name) => [name, Reflect.get(encoded, wireName(name))])) as never),
      encode: (failure: Self) => ({ ...own(failure), ...head })
    }) as never),
    HttpApiSchema.asJson({ contentType: "application/problem+json" }),
    HttpApiSchema.status(status)
  ) as never // what the struct says, for every class alike
}
