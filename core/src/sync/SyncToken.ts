import * as Schema from "effect/Schema"

/**
 * Where a client stands: `<epoch>.<transaction id>.<seconds since 1970>`, opaque to clients. Everything that changed in transactions before
 * it is known; asking from it gives all that came after (some of it twice: fold by id and version).
 */
export const SyncToken = Schema.String.check(Schema.isMaxLength(100)).pipe(Schema.brand("SyncToken"))
export type SyncToken = typeof SyncToken.Type
