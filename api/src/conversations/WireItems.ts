import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { PublicTimelineItem, TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { TimelinePart } from "@cossistant/core/conversations/TimelinePart"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Storage } from "../storage/Storage.ts"
import { visitorItem } from "./visitorItem.ts"

/** Rows as they go out. They keep the keys of files, whose addresses are made when they are read, so that they may move. */
export class WireItems extends Context.Service<WireItems, {
  /** For the team. */
  readonly item: <I extends Pick<TimelineItem, "parts">>(item: I) => I
  /** For the team. */
  readonly conversation: <C extends { readonly lastItem: Pick<TimelineItem, "parts"> | null }>(conversation: C) => C
  /** For their visitor: those there is something to see of, and of each only what a visitor may. */
  readonly publicItems: (items: ReadonlyArray<PublicTimelineItem>) => ReadonlyArray<PublicTimelineItem>
  readonly publicConversation: (conversation: PublicConversation) => PublicConversation
}>()("api/conversations/WireItems") {
  static readonly layer = Layer.effect(WireItems, Effect.gen(function*() {
    const { urlOf } = yield* Storage
    const part = (part: TimelinePart): TimelinePart =>
      part.type === "file" || part.type === "image" ? { ...part, url: urlOf(part.url) } : part
    const item = <I extends Pick<TimelineItem, "parts">>(item: I): I =>
      item.parts.length === 0 ? item : { ...item, parts: item.parts.map(part) }
    const publicItem = (row: PublicTimelineItem) => {
      const seen = visitorItem(row)
      return seen && item(seen)
    }
    return WireItems.of({
      item,
      conversation: (conversation) =>
        conversation.lastItem === null || conversation.lastItem.parts.length === 0
          ? conversation
          : { ...conversation, lastItem: item(conversation.lastItem) },
      publicItems: (items) => items.flatMap((row) => publicItem(row) ?? []),
      publicConversation: (conversation) => {
        const lastItem = conversation.lastItem && publicItem(conversation.lastItem)
        return lastItem === conversation.lastItem ? conversation : { ...conversation, lastItem }
      }
    })
  }))
}
