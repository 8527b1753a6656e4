import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Ulid } from "../ids/Ulid.ts"
import { WebsiteId } from "../websites/Website.ts"
import { InboundLetter, InboundLetterNotFound } from "./InboundLetter.ts"

const one = { websiteId: WebsiteId, id: Ulid }

/** What the team sees of letters that came in. */
export class InboundRpcs extends RpcGroup.make(
  /** Those that became no message, newest first; 50 a page unless `limit` says otherwise. */
  Rpc.make("inbound.unsettled", {
    payload: {
      websiteId: WebsiteId,
      cursor: Schema.optionalKey(Cursor),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
    },
    success: Schema.Struct({ letters: Schema.Array(InboundLetter), nextCursor: Schema.NullOr(Cursor) })
  }),
  /** The letter behind a message, or one from the list, by its id; `originalUrl` shows it in a frame, to this member only. */
  Rpc.make("inbound.letter", {
    payload: one,
    success: Schema.Struct({ letter: InboundLetter, originalUrl: Schema.NullOr(Schema.String) }),
    error: InboundLetterNotFound
  }),
  /** Goes through all checks once more; the answer says what came of it. */
  Rpc.make("inbound.retry", { payload: one, success: InboundLetter, error: InboundLetterNotFound })
).middleware(MemberAuth) {}
