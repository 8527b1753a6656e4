import { SenderType, type TimelineItem } from "@cossistant/types"
import type { DefaultMessage } from "../widget/nouns.ts"

/** Items to go ahead of a first message, as the lines that the server makes them of again. Those without words are left out. */
export const welcomeLines = (items: ReadonlyArray<TimelineItem>): ReadonlyArray<DefaultMessage> =>
  items.flatMap(({ aiAgentId, text, userId, visitorId }): ReadonlyArray<DefaultMessage> => {
    if (!text) return []
    const senderType = userId !== null ? SenderType.TEAM_MEMBER : aiAgentId !== null ? SenderType.AI : visitorId !== null ? SenderType.VISITOR : SenderType.TEAM_MEMBER
    const senderId = userId || aiAgentId
    return [{ content: text, senderType, ...(senderId && { senderId }) }]
  })
