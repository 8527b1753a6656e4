import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { ApiConversation } from "@cossistant/core/publicApi/ApiConversation"

const authorOf = (item: TimelineItem, names: ReadonlyMap<string, string>) =>
  item.userId !== null ? `Team, ${names.get(item.userId) ?? item.userId}`
    : item.aiAgentId !== null ? `AI agent ${item.aiAgentId}`
    : item.visitorId !== null ? "Visitor"
    : "Greeting"

const linesOf = (item: TimelineItem): ReadonlyArray<string> => [
  ...(item.text === null || item.text === "" ? [] : [item.text]),
  ...item.parts.flatMap((part) => {
    switch (part.type) {
      case "file": case "image": return [`[attachment] ${part.filename ?? part.mediaType} ${part.url}`]
      case "event": return [`[event] ${part.eventType}${part.message === undefined || part.message === null ? "" : `: ${part.message}`}`]
      default: return part.type.startsWith("tool-") ? [`[tool] ${part.type.slice("tool-".length)}`] : []
    }
  })
]

/** A conversation as plain text for people: a head, then one block for each item, private ones marked. */
export const exportText = (conversation: ApiConversation, items: ReadonlyArray<TimelineItem>, names: ReadonlyMap<string, string>): string => {
  const head = [
    conversation.title ?? "Conversation",
    `Id: ${conversation.id}`,
    `Begun: ${conversation.createdAt}`,
    `Status: ${conversation.status}`,
    `Visitor: ${conversation.visitor?.name ?? conversation.visitor?.email ?? conversation.visitorId}`
  ]
  const blocks = items.map((item) =>
    [`${item.createdAt} · ${authorOf(item, names)}${item.visibility === "private" ? " · private" : ""}`, ...linesOf(item)].join("\n"))
  return `${head.join("\n")}\n\n${blocks.join("\n\n")}\n`
}
