import * as Schema from "effect/Schema"
import { SyncToken } from "./SyncToken.ts"

/** All that the subscriber held up to `token` is delivered; resume from here. */
export const Position = Schema.TaggedStruct("Position", { token: SyncToken })

/** What you hold may be incomplete or no longer yours to see: fetch lists and open threads anew. */
export const Reload = Schema.TaggedStruct("Reload", {
  reason: Schema.Literals(["too_old", "restored", "identity", "access", "too_many"])
})

/** You read too slowly and events were held back: subscribe again with your token. */
export const Resume = Schema.TaggedStruct("Resume", {})

/** This server is going away: connect again at a random moment within `withinMs`. */
export const Move = Schema.TaggedStruct("Move", { withinMs: Schema.Int })

/** What any subscription may say besides news. */
export const streamEvents = [Position, Reload, Resume, Move] as const
