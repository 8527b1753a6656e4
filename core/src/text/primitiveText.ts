/** What primitives say by themselves, in English: a part of the dictionary that is there at once, on a server too. */
export const primitiveText = {
  "common.fallbacks.aiAssistant": "AI assistant",
  "common.fallbacks.someone": "Someone",
  "common.fallbacks.supportTeam": "Support team",
  "common.fallbacks.visitor": "Visitor",
  "common.labels.loading": "Loading",
  "component.conversationButtonLink.attachment": "Attachment",
  "component.conversationButtonLink.typing": "{name} is typing…",
  "component.conversationPage.ratingLabel": { one: "{rating} star", other: "{rating} stars" },
  "component.feedback.ratingLabel": "Your rating",
  "component.feedback.topicPlaceholder": "Choose a topic",
  "component.imageViewer.label": "Image",
  "component.timeline.empty": "No messages yet",
  "component.timeline.event": "Event: {name}",
  "component.timeline.group": "Messages from {name}",
  "component.timeline.identification": "Contact details: {name}",
  "component.timeline.label": "Messages",
  "component.timeline.message": "Message from {name}",
  "component.timeline.tool": "Tool call: {name}"
} as const
