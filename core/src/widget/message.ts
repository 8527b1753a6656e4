import { shownText } from "./card.ts"
import type { TimelineItem, TimelinePart } from "./nouns.ts"
import type { Outgoing } from "./outbox.ts"
import type { Problem } from "./Problem.ts"

export type ImagePart = Extract<TimelinePart, { readonly type: "image" }>
export type FilePart = Extract<TimelinePart, { readonly type: "file" }>

/** A message as it is drawn; its key stays the same from the first attempt to send it on. */
export interface Message {
  readonly key: string
  readonly item: TimelineItem
  readonly text: string | null
  readonly images: ReadonlyArray<ImagePart>
  readonly files: ReadonlyArray<FilePart>
  readonly delivery: { readonly _tag: "Sent" } | { readonly _tag: "Sending" } | {
    readonly _tag: "Failed"
    readonly problem: Problem
  }
}

const made = new WeakMap<TimelineItem | Outgoing, Message>()

const remembered = (of: TimelineItem | Outgoing, make: () => Message): Message => {
  const message = made.get(of) ?? make()
  made.set(of, message)
  return message
}

const messageOf = (item: TimelineItem, delivery: Message["delivery"]): Message => ({
  key: item.id,
  item,
  text: shownText(item) || null,
  images: item.parts.filter((part): part is ImagePart => part.type === "image"),
  files: item.parts.filter((part): part is FilePart => part.type === "file"),
  delivery
})

export const sentMessage = (item: TimelineItem): Message => remembered(item, () => messageOf(item, { _tag: "Sent" }))

const partOf = ({ filename, mediaType, size, url }: Outgoing["files"][number]): TimelinePart =>
  ({ type: mediaType.startsWith("image/") ? "image" : "file", url, mediaType, filename, size })

/** An unsent message in the form it will have: after everything the server has numbered. */
export const unsentMessage = (outgoing: Outgoing): Message => remembered(outgoing, () => {
  const { conversationId, createdAt, files, id, problem, text } = outgoing
  const item: TimelineItem = {
    id, conversationId, seq: Number.MAX_SAFE_INTEGER, version: 0, type: "message", visibility: "public", text, tool: null,
    parts: [{ type: "text", text }, ...files.map(partOf)],
    userId: null, aiAgentId: null, visitorId: "", createdAt, deletedAt: null
  }
  return messageOf(item, problem ? { _tag: "Failed", problem } : { _tag: "Sending" })
})
