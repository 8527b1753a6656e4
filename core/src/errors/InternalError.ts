import * as Schema from "effect/Schema"

/** Something broke on our side. The id stands in the server's log beside the cause; nothing else crosses the wire. */
export class InternalError extends Schema.TaggedError<InternalError>()("InternalError", {
  id: Schema.String
}, { httpApiStatus: 500 }) {}
