import type { RequestFrame } from "../client/frames.ts"
import type { Conversation, HumanAgent, ServerEvent, TimelineItem, Visitor, Website } from "../widget/nouns.ts"

/** Something a procedure is refused with, by its wire name. */
export interface Refusal {
  readonly _tag: string
  readonly [field: string]: unknown
}

/** The server as far as a widget can tell: it keeps conversations in memory and answers over `fetch` alone. */
export interface FakeServer {
  readonly fetch: typeof fetch
  readonly visitor: Visitor
  readonly requests: ReadonlyArray<{ readonly tag: string; readonly payload: unknown }>
  /** While set, nothing answers, as without a network. */
  setDown(isDown: boolean): void
  /** From now on this procedure is refused; null serves it again. */
  refuse(tag: string, refusal: Refusal | null): void
  /** Holds answers to a procedure back until the returned function is called. */
  hold(tag: string): () => void
  change(website: Partial<Website>): void
  /** A conversation that was there before: texts by the team start with `>`. Gives its id. */
  begin(texts: ReadonlyArray<string>, change?: Partial<Conversation>): string
  /** The team writes, live. */
  say(conversationId: string, text: string, change?: Partial<TimelineItem>): void
  /** Something happens to a conversation, live. */
  update(conversationId: string, change: Partial<Conversation>): void
  tell(event: ServerEvent): void
  items(conversationId: string): ReadonlyArray<TimelineItem>
}

export const agent: HumanAgent = { id: "user_ada", name: "Ada Byron", email: null, image: null, lastSeenAt: null }

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const base32 = (value: number, length: number): string =>
  Array.from({ length }, (_, index) => letters[Math.floor(value / 32 ** (length - 1 - index)) % 32]).join("")

/** Makes one. `now` gives milliseconds since 1970; the members' clock and the items' times follow it. */
export const makeFakeServer = (now: () => number = Date.now): FakeServer => {
  const timelines = new Map<string, Array<TimelineItem>>()
  const conversations = new Map<string, Conversation>()
  const refusals = new Map<string, Refusal>()
  const held = new Map<string, Promise<void>>()
  const streams = new Map<(event: ServerEvent) => void, () => void>()
  const requests: Array<{ tag: string; payload: unknown }> = []
  let last = 0
  // No instant twice: what came later is told from what came before by it.
  const at = () => new Date(last = Math.max(last + 1, now())).toISOString()
  let count = 0
  const id = () => `01J${base32(++count, 23)}`
  const visitor: Visitor = { id: id(), isBlocked: false, language: "en-GB", timezone: "Europe/London", contact: null }
  let contact: Visitor["contact"] = null
  let hasVisitor = false
  let isDown = false
  let website: Website = {
    id: id(), organizationId: id(), name: "Acme", domain: "acme.example", description: null, logoUrl: null, defaultLanguage: "en",
    status: "active", lastOnlineAt: at(), availableHumanAgents: [{ ...agent, lastSeenAt: at() }], availableAIAgents: [],
    identityVerification: "required", typingPreview: false, isTest: true, unreadCount: 0, visitor: null
  }

  const item = (conversationId: string, change: Partial<TimelineItem>): TimelineItem => ({
    id: id(), conversationId, seq: 0, version: 1, type: "message", visibility: "public", text: "", tool: null, parts: [],
    userId: null, aiAgentId: null, visitorId: null, createdAt: at(), deletedAt: null, ...change
  })
  const isVisitors = ({ visitorId }: TimelineItem) => visitorId !== null
  const append = (entry: TimelineItem): { readonly item: TimelineItem; readonly conversation: Conversation } => {
    const known = conversations.get(entry.conversationId)
    const seq = (known?.lastSeq ?? 0) + 1
    const added = { ...entry, seq }
    timelines.set(entry.conversationId, [...timelines.get(entry.conversationId) ?? [], added])
    const conversation: Conversation = {
      id: entry.conversationId, websiteId: website.id, visitorId: visitor.id, title: null, status: "open", channel: "widget",
      createdAt: at(), deletedAt: null, ...known, updatedAt: at(), lastSeq: seq, version: (known?.version ?? 0) + 1,
      visitorSeenSeq: isVisitors(entry) ? seq : known?.visitorSeenSeq ?? 0,
      unreadCount: isVisitors(entry) ? 0 : (known?.unreadCount ?? 0) + 1, lastItem: added
    }
    conversations.set(conversation.id, conversation)
    return { item: added, conversation }
  }
  const tell = (event: ServerEvent) => streams.forEach((_cut, send) => send(event))

  // A payload is what the widget sent by the contract; the fake takes it at its word.
  const answers: Readonly<Record<string, (payload: never) => unknown>> = {
    "websites.get": () => ({ ...website, visitor: hasVisitor ? visitor : null }),
    "visitors.start": () => {
      hasVisitor = true
      return { visitor, secret: "vs_secret" }
    },
    "visitors.identify": (who: { name?: string; email?: string; externalId?: string }) => {
      contact = { id: id(), externalId: who.externalId ?? null, name: who.name ?? null, email: who.email ?? null, image: null, metadataHash: null, isVerified: false }
      return { ...visitor, contact }
    },
    "visitors.setMetadata": () => contact,
    "conversations.list": ({ cursor = "0", limit }: { cursor?: string; limit: number }) => {
      const list = [...conversations.values()].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
      const end = Number(cursor) + limit
      return { conversations: list.slice(Number(cursor), end), nextCursor: end < list.length ? String(end) : null, total: list.length }
    },
    "conversations.timeline": ({ beforeSeq = Infinity, conversationId, limit = 50 }: { conversationId: string; beforeSeq?: number; limit?: number }) => {
      const older = (timelines.get(conversationId) ?? []).filter(({ seq }) => seq < beforeSeq)
      return { conversation: conversations.get(conversationId), items: older.slice(-limit), hasMore: older.length > limit, seen: [] }
    },
    "conversations.send": ({ conversationId, messageId, text, welcome = [] }: {
      conversationId: string; messageId: string; text: string; welcome?: ReadonlyArray<{ content: string }>
    }) => {
      // They are the page's words: nobody's.
      if (!conversations.has(conversationId)) for (const { content } of welcome) append(item(conversationId, { text: content }))
      return append(item(conversationId, { id: messageId, text, visitorId: visitor.id }))
    },
    "conversations.rate": ({ conversationId, value }: { conversationId: string; value: number }) => {
      const known = conversations.get(conversationId)
      const rated = known && { ...known, visitorRating: value, visitorRatingAt: at(), version: known.version + 1 }
      if (rated) conversations.set(conversationId, rated)
      return rated
    },
    "feedback.submit": () => ({ id: id() }),
    "uploads.grant": ({ filename }: { filename: string }) => ({
      key: `key-${filename}`, url: `/files/${filename}`, method: "PUT", headers: {}, expiresAt: at()
    }),
    "uploads.claim": ({ key }: { key: string }) => ({ key, url: `/files/${key}`, mediaType: "text/plain", filename: key.slice(4), size: 5 })
  }

  const exit = (frame: RequestFrame, exit: object) => JSON.stringify({ _tag: "Exit", requestId: frame.id, exit }) + "\n"
  const subscribed = (frame: RequestFrame, signal: AbortSignal | null | undefined): Response => {
    const encoder = new TextEncoder()
    return new Response(new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (event: ServerEvent) =>
          controller.enqueue(encoder.encode(JSON.stringify({ _tag: "Chunk", requestId: frame.id, values: [event] }) + "\n"))
        streams.set(send, () => controller.error(new TypeError("network lost")))
        signal?.addEventListener("abort", () => streams.delete(send))
        send({ _tag: "Position", token: `1.${++count}` })
      }
    }))
  }
  const serve: typeof fetch = async (_url, init) => {
    if (isDown) throw new TypeError("Failed to fetch")
    // The widget's only requests are posts of one frame.
    const frame = JSON.parse(String(init?.body)) as RequestFrame
    requests.push({ tag: frame.tag, payload: frame.payload })
    await held.get(frame.tag)
    const refusal = refusals.get(frame.tag)
    if (refusal) return new Response(exit(frame, { _tag: "Failure", cause: [{ _tag: "Fail", error: refusal }] }))
    if (frame.tag === "sync.subscribe") return subscribed(frame, init?.signal)
    return new Response(exit(frame, { _tag: "Success", value: answers[frame.tag]?.(frame.payload as never) ?? null }))
  }

  return {
    fetch: serve,
    visitor,
    requests,
    setDown: (down) => {
      isDown = down
      if (down) for (const cut of streams.values()) cut()
      if (down) streams.clear()
    },
    refuse: (tag, refusal) => void (refusal ? refusals.set(tag, refusal) : refusals.delete(tag)),
    hold: (tag) => {
      let release = () => {}
      held.set(tag, new Promise((resolve) => {
        release = resolve
      }))
      return () => {
        held.delete(tag)
        release()
      }
    },
    change: (change) => {
      website = { ...website, ...change }
    },
    begin: (texts, change) => {
      hasVisitor = true
      const conversationId = `CO${base32(++count, 16).replaceAll("0", "Z")}`
      for (const text of texts) {
        append(item(conversationId, text.startsWith(">") ? { text: text.slice(1).trim(), userId: agent.id } : { text, visitorId: visitor.id }))
      }
      const conversation = conversations.get(conversationId)
      if (conversation) conversations.set(conversationId, { ...conversation, ...change })
      return conversationId
    },
    say: (conversationId, text, change) => {
      const { conversation, item: added } = append(item(conversationId, { text, userId: agent.id, ...change }))
      tell({ _tag: "ItemChanged", item: added })
      tell({ _tag: "ConversationChanged", conversation })
    },
    update: (conversationId, change) => {
      const known = conversations.get(conversationId)
      if (!known) return
      const conversation = { ...known, ...change, version: known.version + 1 }
      conversations.set(conversationId, conversation)
      tell({ _tag: "ConversationChanged", conversation })
    },
    tell,
    items: (conversationId) => timelines.get(conversationId) ?? []
  }
}
