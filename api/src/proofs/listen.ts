import type { Client } from "@cossistant/core/client/Client"
import type { InboxRpcs, WidgetRpcs } from "@cossistant/core/rpcs"
import { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import { WidgetEvent } from "@cossistant/core/sync/WidgetEvent"
import * as Schema from "effect/Schema"
import { type News, news } from "../testing/news.ts"

export type Told = typeof WidgetEvent.Encoded
export type TeamTold = typeof InboxEvent.Encoded

/** Fails on anything the contract doesn't name: nothing of a row gets through by accident. */
const strictly = <A, I>(schema: Schema.Codec<A, I>) => Schema.decodeUnknownSync(Schema.toCodecJson(schema), { onExcessProperty: "error" })
export const strictWidgetEvent = strictly(WidgetEvent)
export const strictInboxEvent = strictly(InboxEvent)

export type Listening<E> = News<E> & { readonly stop: () => void }

export const isTag = <T extends string>(tag: T) => <E extends { readonly _tag: string }>(event: E): event is E & { readonly _tag: T } =>
  event._tag === tag

/** The event that brings this text. */
export const saying = (text: string) => <E extends { readonly _tag: string }>(event: E): event is Extract<E, { readonly _tag: "ItemChanged" }> =>
  event._tag === "ItemChanged" && "item" in event && (event.item as { readonly text: string | null }).text === text

/** A visitor's news from now on, once they flow. Every one is held against the contract. */
export const listenAsVisitor = async (client: Client<typeof WidgetRpcs>, token: string | null = null): Promise<Listening<Told>> => {
  const told = news<Told>()
  const stop = client.stream("sync.subscribe", {
    payload: () => ({ token }),
    poll: async () => [...(await client.call("sync.pull", { token })).events],
    onValue: (event) => (strictWidgetEvent(event), told.push(event))
  })
  await told.until(isTag("Position"))
  return { ...told, stop }
}

/** A member's news of a site, likewise. */
export const listenAsMember = async (
  client: Client<typeof InboxRpcs>,
  websiteId: string,
  token: string | null = null
): Promise<Listening<TeamTold>> => {
  const told = news<TeamTold>()
  const stop = client.stream("sync.subscribe", {
    payload: () => ({ websiteId, token }),
    poll: async () => [...(await client.call("sync.pull", { websiteId, token })).events],
    onValue: (event) => (strictInboxEvent(event), told.push(event))
  })
  await told.until(isTag("Position"))
  return { ...told, stop }
}
