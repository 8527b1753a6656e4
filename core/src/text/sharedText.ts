/** What the panel and primitives both say, in English. */
export const sharedText = {
  "common.fallbacks.aiAssistant": "AI assistant",
  "common.fallbacks.supportTeam": "Support team",
  "common.labels.loading": "Loading",
  "component.conversationButtonLink.attachment": "Attachment",
  "component.conversationButtonLink.typing": "{name} is typing…",
  "component.timeline.label": "Messages"
} as const
