import type { SupportEvent } from "@cossistant/react"

/** Where your analytics would be called. */
export const trackSupport = (event: SupportEvent): void => {
  if (event.type === "error") console.error("support", event.context, event.error)
  else console.log("support", event.type, event.conversationId)
}
