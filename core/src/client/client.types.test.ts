import { describe, expectTypeOf, it } from "vitest"
import type { WidgetRpcs } from "../rpcs.ts"
import type { Client } from "./Client.ts"
import type { ErrorEnc } from "./procedures.ts"

declare const client: Client<typeof WidgetRpcs>

/** Never run: what follows is checked by the compiler. */
const mistakes = () => [
  // @ts-expect-error -- no such procedure
  client.call("conversations.sendd", { conversationId: "CO", messageId: "1", text: "" }),
  // @ts-expect-error -- a field is missing
  client.call("conversations.send", { conversationId: "CO", text: "" }),
  // @ts-expect-error -- a field is of another type
  client.call("conversations.seen", { conversationId: "CO", seq: "1" }),
  // @ts-expect-error -- a field is not in the contract
  client.call("conversations.seen", { conversationId: "CO", seq: 1, author: "me" }),
  // @ts-expect-error -- a payload is wanted
  client.call("conversations.list"),
  // @ts-expect-error -- no payload is taken
  client.call("websites.get", {}),
  // @ts-expect-error -- a stream isn't a call
  client.call("sync.subscribe", { token: null }),
  // @ts-expect-error -- a call isn't a stream
  client.stream("conversations.list", { payload: () => ({}), poll: async () => [], onValue: () => {} })
]

describe("the client's types", () => {
  it("give each procedure its answer as it stands in JSON", () => {
    expectTypeOf(() => client.call("websites.get")).returns.resolves.toHaveProperty("unreadCount").toEqualTypeOf<number>()
    expectTypeOf(() => client.call("visitors.logout")).returns.resolves.toBeNullable()
    expectTypeOf(mistakes).toBeFunction()
  })

  it("give each procedure its refusals, told apart by tag", () => {
    expectTypeOf<ErrorEnc<typeof WidgetRpcs, "conversations.send">["_tag"]>().toEqualTypeOf<
      | "ConversationNotFound" | "ConversationClosed" | "IdConflict" | "FileNotReady" | "TooManyRequests"
      | "InvalidKey" | "OriginRefused" | "UnknownVisitor" | "VisitorBlocked"
    >()
    expectTypeOf<Extract<ErrorEnc<typeof WidgetRpcs, "conversations.send">, { readonly _tag: "TooManyRequests" }>>()
      .toHaveProperty("retryAfterMs").toEqualTypeOf<number>()
  })
})
