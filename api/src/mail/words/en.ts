import type { VisitorWords } from "./VisitorWords.ts"

export const en: VisitorWords = {
  one: "New message from {site}",
  many: "{n} new messages from {site}",
  titleOne: "{author} wrote to you",
  titleMany: "{n} new messages for you",
  earlier: "Earlier messages in the chat: {n}.",
  answer: "Just answer this letter: your words go straight into the conversation.",
  visit: "To answer, open the chat on {domain}.",
  why: "You get this letter because you wrote to {site}.",
  unsubscribe: "Stop these letters",
  files: "{n} files",
  file: "1 file",
  team: "The team",
  assistant: "Assistant",
  stopTitle: "Stop letters from {site}?",
  stopText: "{email} will get no more letters about conversations there. Your conversations stay where they are.",
  stopButton: "Stop letters",
  stopped: "Done: {email} gets no more letters from {site}.",
  stopUnknown: "This link is no longer valid."
}
