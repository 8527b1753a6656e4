import * as Schema from "effect/Schema"

/** What was sent does not have the promised shape. `issue` says where, without quoting secrets. */
export class BadRequest extends Schema.TaggedError<BadRequest>()("BadRequest", {
  id: Schema.String,
  issue: Schema.String
}, { httpApiStatus: 400 }) {}
