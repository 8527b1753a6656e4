import { agent, type FakeServer } from "../../core/src/suite/FakeServer.ts"
import type { GalleryState } from "./states.ts"

const kettle = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#c9d3c4"/><circle cx="160" cy="130" r="60" fill="#4c6b5a"/></svg>')}`

const ai = { id: "ai_robin", name: "Robin", image: null } as const

/** A short talk in a site where an AI agent answers first. */
const withRobin = (server: FakeServer): string => {
  server.change({ availableAIAgents: [ai] })
  return server.begin(["How long does shipping to Iceland take?"])
}

/** A short talk in a site that takes anybody's word for who they are. */
const plain = (server: FakeServer): string => {
  server.change({ identityVerification: "optional" })
  return server.begin(["Hello?", ">Hi there! How can we help?", "My order hasn’t come."])
}

const event = (eventType: "participant_requested" | "participant_joined" | "assigned", actorUserId: string | null = agent.id) =>
  ({ type: "event", eventType, actorUserId, actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }) as const

const sources = [
  { type: "source-url", sourceId: "1", url: "https://acme.example/shipping", title: "Shipping" },
  { type: "source-document", sourceId: "2", mediaType: "application/pdf", title: "Price list 2026" }
] as const

const tool = (state: "partial" | "result" | "error") => ({
  type: "tool-searchKnowledgeBase", toolCallId: `call-${state}`, toolName: "searchKnowledgeBase", input: { query: "shipping" }, state,
  ...(state === "result" && { output: { data: { articles: [
    { sourceType: "url", sourceUrl: "https://acme.example/shipping", title: "Shipping" },
    { sourceType: "url", sourceUrl: "https://acme.example/iceland", title: "Iceland and Greenland" }
  ] } } })
}) as const

/** What can stand in a conversation, or beside the widget. Parts are as the wire has them. */
export const moments: Readonly<Record<string, GalleryState>> = {
  attachments: { isKnown: true, show: "conversation", before: plain, waitsFor: ".co-file", next: (server, id) => {
    server.say(id, "Here is a picture of it", { userId: null, visitorId: server.visitor.id, parts: [
      { type: "image", url: kettle, mediaType: "image/svg+xml", filename: "kettle.svg", size: 4_000, width: 320, height: 240 }
    ] })
    server.say(id, "", { parts: [{ type: "file", url: "/files/guide.pdf", mediaType: "application/pdf", filename: "A guide to descaling with a very long name.pdf", size: 81_200 }] })
  } },
  "image-viewer": { isKnown: true, isWide: true, show: "conversation", before: plain, clicks: [".co-images button"], waitsFor: "dialog[open] img", next: (server, id) =>
    server.say(id, "Two pictures", { parts: ["front.svg", "back.svg"].map((filename) => ({ type: "image" as const, url: kettle, mediaType: "image/svg+xml", filename, size: 4_000 })) }) },
  uploading: { isKnown: true, show: "conversation", before: plain, attaches: () => [new File(["a bill"], "bill.pdf", { type: "application/pdf" })], types: "Here is the bill", waitsFor: "[role=progressbar], .co-ring" },
  tools: { isKnown: true, show: "conversation", before: withRobin, waitsFor: ".co-message .co-sources", next: (server, id) => {
    for (const state of ["partial", "error", "result"] as const) {
      server.say(id, "", { type: "tool", userId: null, aiAgentId: ai.id, tool: "searchKnowledgeBase", parts: [tool(state)] })
    }
    server.say(id, "Five days, by ship.", { userId: null, aiAgentId: ai.id, parts: [{ type: "text", text: "Five days, by ship." }, ...sources] })
  } },
  progress: { isKnown: true, show: "conversation", before: withRobin, waitsFor: ".co-progress", next: (server, conversationId) =>
    server.tell({ _tag: "Processing", conversationId, workflowRunId: "run", aiAgentId: ai.id, phase: "searching", message: null, tool: null }) },
  streaming: { isKnown: true, show: "conversation", before: withRobin, waitsFor: ".co-caret", next: (server, id) =>
    server.say(id, "Five days, by", { userId: null, aiAgentId: ai.id, parts: [{ type: "text", text: "Five days, by", state: "streaming" }] }) },
  "email-card": { isKnown: true, show: "conversation", before: plain, waitsFor: ".co-identify" },
  translation: { isKnown: true, show: "conversation", before: plain, waitsFor: ".co-translation", next: (server, id) =>
    server.say(id, "Ihr Paket kommt morgen.", { parts: [
      { type: "text", text: "Ihr Paket kommt morgen." },
      { type: "translation", text: "Your parcel comes tomorrow.", sourceLanguage: "de", targetLanguage: "en", audience: "visitor", mode: "auto" }
    ] }) },
  events: { isKnown: true, show: "conversation", before: withRobin, waitsFor: ".co-event", next: (server, id) => {
    for (const part of [event("participant_requested", null), event("participant_joined"), event("assigned")]) {
      server.say(id, "", { type: "event", userId: null, parts: [part] })
    }
    server.say(id, "Hi, Ada here. I’ll take over from Robin.")
  } },
  rating: { isKnown: true, show: "conversation", clicks: [".co-rating [data-rating-value='4']"], waitsFor: ".co-rating textarea", before: (server) =>
    server.begin(["Does it whistle?", ">It sings."], { status: "resolved" }) },
  "rating-failed": { isKnown: true, show: "conversation", clicks: [".co-rating [data-rating-value='2']", ".co-rating [type=submit]"], waitsFor: ".co-rating [role=alert]", before: (server) => {
    server.refuse("conversations.rate", { _tag: "InternalError", id: "b7d0" })
    return server.begin(["Does it whistle?", ">It sings."], { status: "resolved" })
  } },
  rated: { isKnown: true, show: "conversation", waitsFor: ".co-rating[data-done]", before: (server) =>
    server.begin(["Does it whistle?", ">It sings."], { status: "resolved", visitorRating: 5, visitorRatingAt: new Date().toISOString() }) },
  feedback: { page: { feedback: ["Delivery", "Product"] }, show: "launcher", clicks: ["[data-slot=feedback-trigger]"], waitsFor: ".co-feedback-form" },
  "feedback-missing": { page: { feedback: ["Delivery", "Product"] }, show: "launcher", clicks: ["[data-slot=feedback-trigger]", ".co-feedback-form [type=submit]"], waitsFor: ".co-feedback-form .co-hint" },
  emoji: { isKnown: true, show: "conversation", before: plain, clicks: [".co-field button[aria-expanded]"], waitsFor: ".co-emoji-menu" }
}
