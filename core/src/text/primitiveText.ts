import { sharedText } from "./sharedText.ts"

/** What primitives say by themselves, in English: a part of the dictionary that is there at once, on a server too. */
export const primitiveText = {
  ...sharedText,
  "common.fallbacks.someone": "Someone",
  "common.fallbacks.visitor": "Visitor",
  "component.conversationPage.ratingLabel": { one: "{rating} star", other: "{rating} stars" },
  "component.feedback.ratingLabel": "Your rating",
  "component.feedback.topicPlaceholder": "Choose a topic",
  "component.imageViewer.label": "Image",
  "component.timeline.empty": "No messages yet",
  "component.timeline.event": "Event: {name}",
  "component.timeline.group": "Messages from {name}",
  "component.timeline.identification": "Contact details: {name}",
  "component.timeline.message": "Message from {name}",
  "component.timeline.tool": "Tool call: {name}"
} as const
