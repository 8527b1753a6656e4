import type { Item } from "../inbox/nouns.ts"

type Names = { readonly member: (userId: string) => string; readonly visitor: string }

/** What a change of status says beside its name: as done by someone, and as done. */
const statusWords: Readonly<Record<string, readonly [by: string, passive: string]>> = {
  archived: ["archived the conversation", "The conversation was archived"],
  unarchived: ["brought the conversation back", "The conversation was brought back"],
  spam: ["marked this as spam", "This was marked as spam"],
  open: ["marked this as not spam", "This was marked as not spam"]
}

/** An event of a conversation as one line; one this program doesn't know yet stays a neutral line. */
export const eventText = (item: Item, { member, visitor }: Names): string => {
  if (item.type === "identification") return `${visitor} was identified`
  const event = item.parts.find((part) => part.type === "event")
  if (event === undefined) return item.text ?? "Something changed"
  const actor = event.actorUserId ? member(event.actorUserId) : event.actorAiAgentId ? "The assistant" : null
  const target = event.targetUserId ? member(event.targetUserId) : "the assistant"
  const did = (by: string, passive: string) => actor === null ? passive : `${actor} ${by}`
  switch (event.eventType) {
    case "assigned":
      return event.targetUserId !== null && event.targetUserId === event.actorUserId ? `${target} took this conversation` : did(`assigned this to ${target}`, `Assigned to ${target}`)
    case "unassigned": return did("removed the assignee", "The assignee was removed")
    case "participant_requested": return did(`asked ${target} to join`, `${target} was asked to join`)
    case "participant_joined": return `${actor ?? target} joined`
    case "participant_left": return `${actor ?? target} left`
    case "status_changed": return did(...statusWords[event.message ?? ""] ?? ["changed the status", "The status changed"])
    case "priority_changed": return did(`set the priority to ${event.message}`, `The priority was set to ${event.message}`)
    case "tag_added": return did("added a tag", "A tag was added")
    case "tag_removed": return did("removed a tag", "A tag was removed")
    case "resolved": return did("resolved the conversation", "The conversation was resolved")
    case "reopened": return event.message === "email" ? "An answer by mail reopened the conversation" : did("reopened the conversation", "The conversation was reopened")
    case "visitor_blocked": return did(`blocked ${visitor}`, `${visitor} was blocked`)
    case "visitor_unblocked": return did(`unblocked ${visitor}`, `${visitor} was unblocked`)
    case "visitor_identified": return `${visitor} was identified`
    case "ai_paused": return did("paused the assistant", "The assistant was paused")
    case "ai_resumed": return did("resumed the assistant", "The assistant was resumed")
    default: return event.message ?? "Something changed"
  }
}
