import { greeting } from "./textTools.ts"
import { launcherText } from "./launcherText.ts"
import { sharedText } from "./sharedText.ts"

/** What a plain conversation says, in English: there with the panel. The rest of English comes with the parts that say it. */
export const plainEnglish = {
  ...launcherText.en,
  ...sharedText,
  "component.feedback.trigger": "Feedback",
  "common.actions.askQuestion": "Send us a message",
  "common.actions.attachFiles": "Attach files",
  "common.actions.back": "Back",
  "common.actions.delete": "Delete",
  "common.actions.emoji": "Insert an emoji",
  "common.actions.retry": "Retry",
  "common.actions.send": "Send message",
  "common.brand.watermark": "Powered by",
  "common.fallbacks.you": "You",
  "common.labels.activeAgo": "Last here {time}",
  "common.labels.away": "We reply here as soon as we can",
  "common.labels.offline": "You’re offline. What you send waits here.",
  "common.labels.reconnecting": "Connecting again…",
  "common.labels.supportOnline": "Online now",
  "common.time.justNow": "just now",
  "common.time.today": "Today",
  "common.time.yesterday": "Yesterday",
  "page.home.greeting": greeting({
    named: { morning: "Good morning, {visitorName}", afternoon: "Good afternoon, {visitorName}", evening: "Good evening, {visitorName}" }
  }),
  "page.home.tagline": "How can we help?",
  "page.home.quickOptions": "Common questions",
  "page.home.continue": "Continue your conversation",
  "page.home.history.more": { one: "{count} more conversation", other: "{count} more conversations" },
  "page.conversationHistory.title": "Your conversations",
  "component.conversationButtonLink.fallbackTitle": "New conversation",
  "component.conversationButtonLink.lastMessage.agent": "{name} · {time}",
  "component.conversationButtonLink.lastMessage.visitor": "You · {time}",
  "component.conversationPage.emptyTitle": "Ask us anything",
  "component.conversationPage.emptyDescription": "Write your question below. We reply right here.",
  "component.multimodalInput.label": "Message",
  "component.multimodalInput.placeholder": "Write a message…",
  "component.composer.dropFiles": "Drop files to attach them",
  "component.composer.retryIn": { one: "Too fast. Try again in {seconds} second.", other: "Too fast. Try again in {seconds} seconds." },
  "component.message.by": "{name} wrote",
  "component.message.seen": "Seen",
  "component.message.seenBy": "Seen by {names}, {time}",
  "component.message.sending": "Sending…",
  "component.message.sent": "Sent",
  "component.message.unread": "New",
  "component.message.waiting": "Not sent yet. Still trying…",
  "component.message.timestamp.aiIndicator": "AI",
  "error.unavailable": "We can’t be reached right now. Trying again…"
} as const
