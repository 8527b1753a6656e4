import type { EventType } from "../conversations/TimelinePart.ts"
import { agentName, type Named } from "./agentName.ts"
import { own } from "./hostsOwn.ts"
import type { SupportText } from "./TextKey.ts"

const names = {
  assigned: "assigned",
  unassigned: "unassigned",
  participant_requested: "participantRequested",
  participant_joined: "participantJoined",
  participant_left: "participantLeft",
  status_changed: "statusChanged",
  priority_changed: "priorityChanged",
  tag_added: "tagAdded",
  tag_removed: "tagRemoved",
  resolved: "resolved",
  reopened: "reopened",
  visitor_blocked: "visitorBlocked",
  visitor_unblocked: "visitorUnblocked",
  visitor_identified: "visitorIdentified",
  ai_paused: "aiPaused",
  ai_resumed: "aiResumed"
} as const satisfies Record<EventType, string>

/**
 * One line about something that happened in a conversation. What a visitor did has no agent: it speaks to "you". A type that
 * only a newer server knows has a sentence too.
 */
export const eventText = (text: SupportText, event: { readonly type: EventType; readonly actor: Named | null }): string => {
  const { actor, type } = event
  if (actor === null && type === "visitor_identified") return text("component.identificationTool.eventLog")
  const actorName = actor?.kind === "ai" && actor.name === null ? text("common.fallbacks.cossistant") : agentName(text, actor)
  return text(`component.conversationEvent.${own(names, type) ?? "default"}`, { actorName })
}
