import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { TimelinePart } from "@cossistant/core/conversations/TimelinePart"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Storage } from "../storage/Storage.ts"

/** Rows keep the keys of files; their addresses are made when they are read, so that they may move. */
export class WireItems extends Context.Service<WireItems, {
  readonly item: <I extends Pick<TimelineItem, "parts">>(item: I) => I
  readonly conversation: <C extends { readonly lastItem: Pick<TimelineItem, "parts"> | null }>(conversation: C) => C
}>()("api/conversations/WireItems") {
  static readonly layer = Layer.effect(WireItems, Effect.gen(function*() {
    const { urlOf } = yield* Storage
    const part = (part: TimelinePart): TimelinePart =>
      part.type === "file" || part.type === "image" ? { ...part, url: urlOf(part.url) } : part
    const item = <I extends Pick<TimelineItem, "parts">>(item: I): I =>
      item.parts.length === 0 ? item : { ...item, parts: item.parts.map(part) }
    return WireItems.of({
      item,
      conversation: (conversation) =>
        conversation.lastItem === null || conversation.lastItem.parts.length === 0
          ? conversation
          : { ...conversation, lastItem: item(conversation.lastItem) }
    })
  }))
}
