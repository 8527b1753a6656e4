import { shownText, writtenText } from "./card.ts"
import { type DraftFile, progressOf } from "./draftFile.ts"
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
  /** More of its text is to come. */
  readonly isStreaming: boolean
  /** It cites something. */
  readonly hasSources: boolean
  /** As it was written, where `text` is a translation of it. */
  readonly original: string | null
  readonly delivery: { readonly _tag: "Sent" } | {
    readonly _tag: "Sending"
    /** Of 1: how much of its files has gone out; null when they are there. */
    readonly progress: number | null
  } | {
    readonly _tag: "Failed"
    readonly problem: Problem
    /** It is tried again by itself. */
    readonly isWaiting: boolean
  }
}

const made = new WeakMap<TimelineItem | Outgoing, Message>()

const remembered = (of: TimelineItem | Outgoing, make: () => Message): Message => {
  const message = made.get(of) ?? make()
  made.set(of, message)
  return message
}

/** An item whose text still grows, by newer versions of it. */
export const isStreaming = ({ parts }: TimelineItem): boolean => parts.some((part) => part.type === "text" && part.state === "streaming")

const originalOf = (item: TimelineItem): string | null => {
  const text = writtenText(item)
  return shownText(item) === text ? null : text
}

const messageOf = (item: TimelineItem, delivery: Message["delivery"]): Message => ({
  key: item.id,
  item,
  text: shownText(item) || null,
  images: item.parts.filter((part): part is ImagePart => part.type === "image"),
  files: item.parts.filter((part): part is FilePart => part.type === "file"),
  isStreaming: isStreaming(item),
  hasSources: item.parts.some(({ type }) => type.startsWith("source-")),
  original: originalOf(item),
  delivery
})

export const sentMessage = (item: TimelineItem): Message => remembered(item, () => messageOf(item, { _tag: "Sent" }))

/** A file that isn't stored yet has no address, but for an image of this page. */
const partOf = ({ mediaType, name, previewUrl, size, upload }: DraftFile): TimelinePart => {
  if (upload._tag !== "Ready") return { type: previewUrl === null ? "file" : "image", url: previewUrl ?? "", mediaType, filename: name, size }
  const { file } = upload
  return { type: file.mediaType.startsWith("image/") ? "image" : "file", url: file.url, mediaType: file.mediaType, filename: file.filename, size: file.size }
}

/** What a visitor wrote, as the server would tell it before it has numbered it. */
export const localItem = (id: string, conversationId: string, text: string, createdAt: string): TimelineItem => ({
  id, conversationId, seq: 0, version: 0, type: "message", visibility: "public", text, tool: null, parts: [{ type: "text", text }],
  userId: null, aiAgentId: null, visitorId: "", createdAt, deletedAt: null
})

/** An unsent message in the form it will have: after everything the server has numbered. */
export const unsentMessage = (outgoing: Outgoing): Message => remembered(outgoing, () => {
  const { conversationId, createdAt, files, id, problem, status, text } = outgoing
  const local = localItem(id, conversationId, text, createdAt)
  const item: TimelineItem = { ...local, seq: Number.MAX_SAFE_INTEGER, parts: [...local.parts, ...files.map(partOf)] }
  return messageOf(item, problem ? { _tag: "Failed", problem, isWaiting: status !== "failed" } : { _tag: "Sending", progress: progressOf(files) })
})
