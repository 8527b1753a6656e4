import { plainText } from "@cossistant/core/markup/plainText"
import { eventText } from "../conversation/eventText.ts"
import { wordsOf } from "../conversation/words.ts"
import type { Conversation } from "../inbox/nouns.ts"
import { visitorName } from "../inbox/visitorName.ts"
import { memberName } from "../site/memberName.ts"
import type { TeamMember } from "../site/SiteContext.ts"

/** The newest thing in a conversation as one line: who, then what. */
export const previewOf = (conversation: Conversation, me: string, team: ReadonlyArray<TeamMember>): string => {
  const item = conversation.lastItem
  if (conversation.locked === "conversation_retention") return "Locked: the plan shows younger conversations only"
  if (conversation.locked !== undefined) return "Locked: the plan has room for fewer conversations"
  if (item === null) return "No messages yet"
  const names = { member: (id: string) => id === me ? "You" : memberName(team, id), visitor: visitorName(conversation.visitor) }
  if (item.type !== "message") return eventText(item, names)
  const text = plainText(wordsOf(item).text) || (item.parts.some((part) => part.type === "image") ? "Sent a picture" : "Sent a file")
  const prefix = item.visibility === "private" ? "Note: " : item.userId === me ? "You: " : item.userId !== null ? `${names.member(item.userId).split(" ")[0]}: ` : ""
  return prefix + text
}
