import type { PayloadEnc, Procedures } from "@cossistant/core/client/procedures"
import type { WidgetRpcs } from "@cossistant/core/rpcs"
import { firstWords, type Things } from "./TwoTenants.ts"

export type WidgetTag = Procedures<typeof WidgetRpcs>["_tag"]

export interface WidgetCase<T extends WidgetTag> {
  /** Who may ask: any page with a key, or a visitor who holds its secret. */
  readonly caller: "page" | "visitor"
  /** What is asked about these things; only some of them are named. */
  readonly about: (things: Things) => PayloadEnc<typeof WidgetRpcs, T>
  /** The things it names are others', if they are others'. */
  readonly names?: "conversation" | "file"
  /** What its owner hears of it, being as it is; `Success` unless given. */
  readonly owner?: string
  /** It makes what isn't there, so "not yours" alone is refused. */
  readonly makes?: true
}

const place = ({ conversationId }: Things) => ({ conversationId })

const profile = {
  language: "en-US",
  timezone: "Europe/Berlin",
  screenResolution: "1920x1080",
  viewport: "1200x800",
  referrer: "https://search.test/",
  currentPage: { url: "https://acme.test/prices?utm_source=ad", path: "/prices", title: "Prices" }
}

/** Every procedure a browser may call. One that is missing here doesn't compile. */
export const widgetCases: { readonly [T in WidgetTag]: WidgetCase<T> } = {
  "websites.get": { caller: "page", about: () => undefined },
  "visitors.start": { caller: "page", about: () => ({ profile }) },
  "visitors.update": { caller: "visitor", about: () => ({ profile }) },
  "visitors.identify": {
    caller: "visitor",
    about: () => ({ externalId: "jane", email: "jane@acme.test", name: "Jane", image: "https://acme.test/jane.png", metadata: { plan: "pro" } })
  },
  "visitors.setMetadata": { caller: "visitor", about: () => ({ metadata: { plan: "pro" } }) },
  "visitors.logout": { caller: "visitor", about: () => undefined },
  "conversations.list": { caller: "visitor", about: () => ({ cursor: "1790000000000000.COG6CWUP6CKU2Y16WT", limit: 50 }) },
  "conversations.timeline": {
    caller: "visitor",
    names: "conversation",
    about: (things) => ({ ...place(things), beforeSeq: 100, limit: 10 })
  },
  "conversations.send": {
    caller: "visitor",
    names: "conversation",
    makes: true,
    about: (things) => ({ ...place(things), messageId: things.messageId, text: firstWords, files: [], welcome: [] })
  },
  "conversations.seen": { caller: "visitor", names: "conversation", about: (things) => ({ ...place(things), seq: 1 }) },
  "conversations.typing": { caller: "visitor", names: "conversation", about: (things) => ({ ...place(things), isTyping: true, preview: "Hel" }) },
  "conversations.rate": { caller: "visitor", names: "conversation", owner: "RatingRefused", about: (things) => ({ ...place(things), value: 5, comment: "Quick" }) },
  "feedback.submit": {
    caller: "visitor",
    names: "conversation",
    about: (things) => ({ ...place(things), rating: 2, topic: "Prices", comment: "Too high", trigger: "survey", source: "widget" })
  },
  "uploads.grant": {
    caller: "visitor",
    names: "conversation",
    makes: true,
    about: (things) => ({ ...place(things), filename: "a.txt", mediaType: "text/plain", size: 2 })
  },
  "uploads.claim": { caller: "visitor", names: "file", about: ({ fileKey }) => ({ key: fileKey }) },
  "sync.subscribe": { caller: "visitor", about: () => ({ token: null }) },
  "sync.pull": { caller: "visitor", about: () => ({ token: "another.history.1.1" }) }
}
