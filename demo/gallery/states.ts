import type { FakeServer } from "../../core/src/suite/FakeServer.ts"
import { extremes } from "./extremes.ts"
import { moments } from "./moments.ts"
import { troubles } from "./troubles.ts"

/** A state of the widget, as the gallery shows it. */
export interface GalleryState {
  /** What the widget is set up with. */
  readonly page?: {
    readonly publicKey?: string
    readonly quickOptions?: ReadonlyArray<string>
    readonly welcome?: string
    readonly locale?: string
    readonly size?: "larger"
    /** In a box of the page. */
    readonly mode?: "responsive"
    /** Topics of a feedback form beside the widget. */
    readonly feedback?: ReadonlyArray<string>
  }
  /** This browser was here before; otherwise it is a new visitor's. */
  readonly isKnown?: boolean
  /** What the server knows before the page opens. Gives the conversation to show, if any. */
  readonly before?: (server: FakeServer) => string | undefined
  /** What is shown first: a page of the panel, or the launcher alone. `card` is the conversation that home offers to continue. */
  readonly show?: "launcher" | "home" | "history" | "articles" | "card" | "conversation" | "new"
  /** How far up a person scrolls then: a CSS selector of what they read there. */
  readonly scrollsTo?: string
  /** What happens then. */
  readonly next?: (server: FakeServer, conversationId: string) => void
  /** What a person does then: words typed into the field (sent where they end with a line break). */
  readonly types?: string
  /** Files a person chooses then; those that are taken stay half uploaded. */
  readonly attaches?: () => ReadonlyArray<File>
  /** What a person clicks then, one after the other: CSS selectors. */
  readonly clicks?: ReadonlyArray<string>
  /** It takes more of the page than a panel's corner: pictures of a desktop show all of that. */
  readonly isWide?: boolean
  /** What is there when all of that has happened: a CSS selector. */
  readonly waitsFor?: string
}

const team = (...lines: ReadonlyArray<string>) => lines.map((line) => `>${line}`)

const talk = (server: FakeServer, change?: Parameters<FakeServer["begin"]>[1]) => server.begin([
  "Hi! My kettle switched off and won’t heat any more.",
  ...team("Sorry to hear that. Is the ring around the base lit when you put it on?", "If it’s **amber**, it is in limescale protection. That is quickly solved:\n\n1. Fill it with half a litre of water\n2. Add two spoons of citric acid\n3. Press and hold the ring for five seconds"),
  "Amber, yes. I’ll try that now."
], change)

/** The same, and what came since the visitor looked: together they are longer than a panel. */
const unread = (server: FakeServer, change?: Parameters<FakeServer["begin"]>[1]) => server.begin([
  "Hi! My kettle switched off and won’t heat any more.",
  ...team("Sorry to hear that. Is the ring around the base lit when you put it on?"),
  "Amber, yes.",
  ...team(
    "Then it is in limescale protection. That is quickly solved:\n\n1. Fill it with half a litre of water\n2. Add two spoons of citric acid\n3. Press and hold the ring for five seconds",
    "It boils the water once and keeps it warm for a quarter of an hour. Leave the lid closed until the ring turns white.",
    "Then pour it away, and boil fresh water twice before you make tea.",
    "If the ring is still amber after that, tell me the number on the bottom of the base. It begins with **AK**, and says when and where yours was made.",
    "We have it on the shelf, so that a new one could leave today."
  )
], change)

const quickOptions = ["Where is my order?", "How do I descale my kettle?", "I’d like to return something"]

/** Every state, in the order of the gallery. */
export const states: Readonly<Record<string, GalleryState>> = {
  launcher: { isKnown: true, show: "launcher", before: (server) => {
    server.change({ unreadCount: 2 })
    return server.begin(["Hello?", ...team("Hi there!", "How can we help?")], { unreadCount: 2 })
  } },
  loading: { before: (server) => void server.hold("websites.get"), show: "home" },
  home: { page: { quickOptions }, show: "home" },
  "home-returning": { page: { quickOptions }, isKnown: true, show: "home", before: (server) => {
    server.begin(["Do you ship to Iceland?", ...team("We do, it takes five days.")], { title: "Shipping to Iceland", status: "resolved" })
    return talk(server, { title: "My kettle won’t heat", unreadCount: 1 })
  } },
  history: { isKnown: true, show: "history", before: (server) => {
    server.begin(["Do you ship to Iceland?", ...team("We do, it takes five days.")], { title: "Shipping to Iceland", status: "resolved" })
    server.begin(["Is there a gift box?", ...team("There is: choose it at the checkout.")], { title: "Gift box" })
    server.begin(["My invoice is missing"], { title: null })
    return talk(server, { title: "My kettle won’t heat", unreadCount: 1 })
  } },
  empty: { page: { welcome: "Hi, I’m Ada. Ask me anything about kettles." }, show: "new" },
  "empty-thread": { show: "new", waitsFor: ".co-empty" },
  conversation: { isKnown: true, show: "conversation", before: talk },
  larger: { page: { size: "larger" }, isKnown: true, isWide: true, show: "conversation", before: talk },
  responsive: { page: { mode: "responsive" }, isKnown: true, isWide: true, show: "conversation", before: talk },
  unread: { isKnown: true, show: "card", before: unread, scrollsTo: ".co-day[data-unread]", waitsFor: ".co-message[data-new]", next: (server, conversationId) =>
    server.say(conversationId, "One more thing: the base has to be dry before you put it back.") },
  jump: { isKnown: true, show: "conversation", before: (server) => unread(server, { unreadCount: 0 }), scrollsTo: ".co-day" },
  code: { isKnown: true, show: "conversation", before: (server) => server.begin([
    "How do I put the widget on my page?",
    ...team("Install it first:\n\n```\nnpm install @cossistant/react\n```\n\nThen put it anywhere:\n\n```tsx App.tsx\nimport { Support } from \"@cossistant/react\"\n\nexport const App = () => <Support />\n```\n\nMore in [the guide](https://example.com/guide).")
  ]) },
  typing: { isKnown: true, show: "conversation", before: talk, waitsFor: ".co-typing", types: "It’s working again, thank", next: (server, conversationId) =>
    server.tell({ _tag: "TypingChanged", conversationId, actorType: "user", actorId: "user_ada", isTyping: true, preview: null }) },
  failed: { isKnown: true, show: "conversation", before: talk, types: "Should I rinse it afterwards?\n", next: (server) =>
    server.refuse("conversations.send", { _tag: "InternalError", id: "b7d0" }) },
  offline: { isKnown: true, show: "conversation", before: talk, next: (server) => server.setDown(true) },
  resolved: { isKnown: true, show: "conversation", before: (server) => talk(server, { status: "resolved" }) },
  spam: { isKnown: true, show: "conversation", before: (server) => talk(server, { status: "spam" }) },
  articles: { show: "articles" },
  ...moments,
  ...extremes,
  ...troubles
}
