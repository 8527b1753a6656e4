import { type Accessor, createEffect, createSignal, on } from "solid-js"
import { plainText } from "@cossistant/core/markup/plainText"
import type { Item } from "../inbox/nouns.ts"
import { wordsOf } from "./words.ts"

/** How many messages are read out at once; of more only their number. */
const MOST = 3

/**
 * What a screen reader is told of a thread that is on screen: what others write from now on, each once, when it is written.
 * `nameOf` says who wrote it.
 */
export const createSaid = (items: Accessor<ReadonlyArray<Item>>, me: string, nameOf: (item: Item) => string): Accessor<string> => {
  const from = items().at(-1)?.seq ?? 0
  const told = new Set<string>()
  const [said, say] = createSignal("")
  const isNews = (item: Item) =>
    item.seq > from && item.type === "message" && item.userId !== me && item.deletedAt === null && !told.has(item.id) && !wordsOf(item).isStreaming
  createEffect(on(items, (all) => {
    const news = all.filter(isNews)
    if (news.length === 0) return
    for (const { id } of news) told.add(id)
    say(news.length > MOST ? `${news.length} new messages` : news.map((item) =>
      `${nameOf(item)}${item.visibility === "private" ? ", private note" : ""}: ${plainText(wordsOf(item).text) || "Sent a file"}`).join(" "))
  }, { defer: true }))
  return said
}
