import type { Answer } from "../events.ts"
import type { Contact, Conversation, ServerEvent, TimelineItem, Visitor, Website } from "../nouns.ts"

/** A refusal, or nothing at all coming back. */
export type Fault = { readonly _tag: string; readonly [field: string]: unknown } | "lost before" | "lost after"

type TeamMark = Answer<"conversations.timeline">["seen"][number]

interface Person {
  readonly secret: string
  visitor: Visitor
}

/** A server as one site's widgets know it: conversations, order, news since a token, and who may see what. */
export interface ScriptedServer {
  /** Answers one call, as the contract says; `fault` comes instead or besides. */
  answer(tag: string, payload: unknown, secret: string | null): { readonly value: unknown } | { readonly error: object } | "nothing"
  /** Sends what changed since `token`, then what happens, until the returned function is called. */
  subscribe(token: string | null, secret: string | null, push: (event: ServerEvent) => void): (() => void) | { readonly error: object }
  readonly calls: ReadonlyArray<{ readonly tag: string; readonly payload: Record<string, unknown> }>
  calledWith(tag: string): ReadonlyArray<Record<string, unknown>>
  /** The next calls of a procedure meet these. */
  fault(tag: string, ...faults: ReadonlyArray<Fault>): void
  readonly website: Website
  change(website: Partial<Website>): void
  /** Someone of the team writes. */
  say(conversationId: string, text: string, change?: Partial<TimelineItem>): TimelineItem
  /** An item changes after it was there. */
  edit(id: string, change: Partial<TimelineItem>): void
  update(conversationId: string, change: Partial<Conversation>): void
  /** Someone of the team has read up to `seq`. */
  read(conversationId: string, actorId: string, seq: number): void
  tell(event: ServerEvent): void
  /** Nothing told before counts any more: every stream ends with `Reload`. */
  reload(reason: "too_old" | "restored" | "identity" | "access"): void
  items(conversationId: string): ReadonlyArray<TimelineItem>
  readonly conversations: ReadonlyMap<string, Conversation>
  /** A visitor with a secret, made without a widget. */
  enroll(change?: Partial<Visitor>): Person
  visitor(id: string): Visitor | undefined
  forget(visitorId: string): void
  changeVisitor(visitorId: string, change: Partial<Visitor>): void
}

const ulid = (count: number) => `01J${String(count).padStart(23, "0")}`

export const makeScriptedServer = (now: () => number): ScriptedServer => {
  const people = new Map<string, Person>()
  const conversations = new Map<string, Conversation>()
  const timelines = new Map<string, Array<TimelineItem>>()
  const marks = new Map<string, ReadonlyArray<TeamMark>>()
  const faults = new Map<string, Array<Fault>>()
  const calls: Array<{ tag: string; payload: Record<string, unknown> }> = []
  const subscribers = new Set<{ readonly visitorId: string; readonly push: (event: ServerEvent) => void }>()
  let log: Array<{ readonly visitorId: string; readonly event: ServerEvent }> = []
  let count = 0
  let epoch = 1
  let website: Website = {
    id: ulid(++count), organizationId: ulid(++count), name: "Acme", domain: "acme.example", description: null, logoUrl: null,
    defaultLanguage: "en", status: "active", lastOnlineAt: null,
    availableHumanAgents: [{ id: "user_ada", name: "Ada Byron", email: null, image: null, lastSeenAt: null }],
    // Signed only, so that no card asks for an address in the rows of tests about other things.
    availableAIAgents: [], identityVerification: "required", typingPreview: false, isTest: true, unreadCount: 0, visitor: null
  }
  const at = () => new Date(now()).toISOString()
  const position = (): ServerEvent => ({ _tag: "Position", token: `${epoch}.${log.length}` })
  const publish = (visitorId: string, ...events: ReadonlyArray<ServerEvent>) => {
    for (const event of events) log.push({ visitorId, event })
    for (const subscriber of subscribers) {
      if (subscriber.visitorId === visitorId) for (const event of [...events, position()]) subscriber.push(event)
    }
  }
  const put = (item: TimelineItem, conversation: Conversation) => {
    const items = timelines.get(item.conversationId) ?? []
    timelines.set(item.conversationId, [...items.filter(({ id }) => id !== item.id), item].sort((a, b) => a.seq - b.seq))
    conversations.set(conversation.id, conversation)
    publish(conversation.visitorId, { _tag: "ItemChanged", item }, { _tag: "ConversationChanged", conversation })
  }
  const append = (entry: Omit<TimelineItem, "seq" | "version" | "createdAt" | "deletedAt" | "visibility">, owner: string) => {
    const known = conversations.get(entry.conversationId)
    const seq = (known?.lastSeq ?? 0) + 1
    const item: TimelineItem = { ...entry, visibility: "public", seq, version: 1, createdAt: at(), deletedAt: null }
    const isOwn = entry.visitorId !== null
    const conversation: Conversation = {
      id: entry.conversationId, websiteId: website.id, visitorId: owner, title: null, status: "open", channel: "widget",
      createdAt: at(), deletedAt: null, ...known, updatedAt: at(), lastSeq: seq, version: (known?.version ?? 0) + 1,
      visitorSeenSeq: known?.visitorSeenSeq ?? 0, unreadCount: (known?.unreadCount ?? 0) + (isOwn || entry.type !== "message" ? 0 : 1), lastItem: item
    }
    put(item, conversation)
    return { item, conversation }
  }
  const person = (secret: string | null) => [...people.values()].find((each) => each.secret === secret)
  const enroll = (change: Partial<Visitor> = {}): Person => {
    const id = ulid(++count)
    const made: Person = {
      secret: `vs_${id}`,
      visitor: { id, isBlocked: false, language: "en", timezone: "UTC", contact: null, ...change }
    }
    people.set(id, made)
    return made
  }
  const owned = (who: Person, id: string) => {
    const conversation = conversations.get(id)
    return conversation?.visitorId === who.visitor.id ? conversation : undefined
  }
  const refuse = (_tag: string, fields: object = {}) => ({ error: { _tag, ...fields } })

  const serve = (tag: string, payload: Record<string, never>, secret: string | null): { value: unknown } | { error: object } => {
    const who = person(secret)
    const unread = [...conversations.values()].filter(({ visitorId }) => visitorId === who?.visitor.id)
      .reduce((sum, { unreadCount }) => sum + unreadCount, 0)
    if (tag === "websites.get") return { value: { ...website, unreadCount: unread, visitor: who?.visitor ?? null } }
    if (tag === "visitors.start") {
      const { secret, visitor } = enroll()
      return { value: { visitor, secret } }
    }
    if (!who) return refuse("UnknownVisitor")
    if (who.visitor.isBlocked) return refuse("VisitorBlocked")
    const { conversationId } = payload
    switch (tag) {
      case "visitors.identify": {
        const { email = null, externalId = null, image = null, name = null } = payload
        const before: Contact | null = who.visitor.contact
        const contact: Contact = {
          id: before?.id ?? ulid(++count), externalId, name, email, image, metadataHash: null, isVerified: payload["identityToken"] !== undefined
        }
        who.visitor = { ...who.visitor, contact }
        return { value: who.visitor }
      }
      case "visitors.setMetadata":
        return who.visitor.contact ? { value: who.visitor.contact } : refuse("NotIdentified")
      case "visitors.logout":
        people.delete(who.visitor.id)
        return { value: null }
      case "conversations.list": {
        const { cursor, limit = 20 } = payload
        const all = [...conversations.values()].filter(({ visitorId }) => visitorId === who.visitor.id)
          .sort((a, b) => (a.updatedAt === b.updatedAt ? (a.id < b.id ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1))
        const from = cursor === undefined ? 0 : Number(cursor)
        const page = all.slice(from, from + limit)
        return { value: { conversations: page, nextCursor: from + limit < all.length ? String(from + limit) : null, total: all.length } }
      }
      case "conversations.timeline": {
        const { beforeSeq = Infinity, limit = 50 } = payload
        const conversation = owned(who, conversationId ?? "")
        if (!conversation) return refuse("ConversationNotFound", { conversationId })
        const older = (timelines.get(conversation.id) ?? []).filter(({ seq }) => seq < beforeSeq)
        return { value: { conversation, items: older.slice(-limit), hasMore: older.length > limit, seen: marks.get(conversation.id) ?? [] } }
      }
      case "conversations.send": {
        const { files = [], messageId, text, welcome = [] } = payload as unknown as {
          files?: ReadonlyArray<string>; messageId: string; text: string; welcome?: ReadonlyArray<{ content: string }>
        }
        const known = conversations.get(conversationId ?? "")
        if (known && !owned(who, known.id)) return refuse("ConversationNotFound", { conversationId })
        const first = timelines.get(conversationId ?? "")?.find(({ id }) => id === messageId)
        if (first && known) return first.text === text ? { value: { item: first, conversation: known } } : refuse("IdConflict", { id: messageId })
        if (known?.deletedAt || (known && known.status !== "open")) return refuse("ConversationClosed", { conversationId, status: known.status })
        const base = { conversationId: conversationId ?? "", type: "message", tool: null, parts: [], userId: null, aiAgentId: null, visitorId: null } as const
        if (!known) {
          // They are the page's words: nobody's.
          for (const { content } of welcome) append({ ...base, id: ulid(++count), text: content }, who.visitor.id)
        }
        const parts = files.map((key) => ({ type: "file", url: `/files/${key}`, mediaType: "text/plain", filename: key, size: 1 }) as const)
        return { value: append({ ...base, id: messageId, text, visitorId: who.visitor.id, parts: [{ type: "text", text }, ...parts] }, who.visitor.id) }
      }
      case "conversations.seen": {
        const conversation = owned(who, conversationId ?? "")
        if (!conversation) return refuse("ConversationNotFound", { conversationId })
        const seen = { ...conversation, visitorSeenSeq: payload["seq"] ?? 0, unreadCount: 0, version: conversation.version + 1 }
        conversations.set(seen.id, seen)
        publish(who.visitor.id, { _tag: "ConversationChanged", conversation: seen })
        return { value: null }
      }
      case "conversations.rate": {
        const conversation = owned(who, conversationId ?? "")
        if (!conversation) return refuse("ConversationNotFound", { conversationId })
        const { value } = payload as unknown as { value: number }
        if (conversation.visitorRating) return refuse("RatingRefused", { conversationId, reason: "already_rated" })
        if (conversation.status !== "resolved") return refuse("RatingRefused", { conversationId, reason: "not_resolved" })
        const rated = { ...conversation, visitorRating: value, visitorRatingAt: at(), version: conversation.version + 1 }
        conversations.set(rated.id, rated)
        publish(who.visitor.id, { _tag: "ConversationChanged", conversation: rated })
        return { value: rated }
      }
      case "feedback.submit":
        return { value: { id: ulid(++count), visitorId: who.visitor.id, conversationId: null, topic: null, comment: null, trigger: null, createdAt: at(), ...(payload as object) } }
      case "visitors.update":
      case "conversations.typing":
        return { value: null }
      case "uploads.grant":
        return { value: { key: `key-${payload["filename"]}`, url: "https://files.example/put", method: "PUT", headers: {}, expiresAt: at() } }
      case "uploads.claim":
        return { value: { key: payload["key"], url: `/files/${payload["key"]}`, mediaType: "text/plain", filename: String(payload["key"]).slice(4), size: 5 } }
      case "sync.pull": {
        const events: Array<ServerEvent> = []
        const stop = subscribe(payload["token"] ?? null, secret, (event) => events.push(event))
        if (typeof stop !== "function") return stop
        stop()
        return { value: { events } }
      }
      default:
        return refuse("BadRequest", { id: "1", issue: `no procedure ${tag}` })
    }
  }
  const subscribe: ScriptedServer["subscribe"] = (token, secret, push) => {
    const who = person(secret)
    if (!who) return refuse("UnknownVisitor")
    if (who.visitor.isBlocked) return refuse("VisitorBlocked")
    const [of, from] = token?.split(".").map(Number) ?? []
    if (token !== null && of !== epoch) {
      push({ _tag: "Reload", reason: "restored" })
      return () => {}
    }
    // A token names a moment, not a row: some of what came before it comes again.
    if (token !== null) {
      for (const { event, visitorId } of log.slice(Math.max(0, (from ?? 0) - 2))) if (visitorId === who.visitor.id) push(event)
    }
    push(position())
    const subscriber = { visitorId: who.visitor.id, push }
    subscribers.add(subscriber)
    return () => subscribers.delete(subscriber)
  }
  return {
    calls,
    conversations,
    get website() {
      return website
    },
    answer: (tag, payload, secret) => {
      const fault = faults.get(tag)?.shift()
      calls.push({ tag, payload: { ...(payload as object) } })
      if (fault === "lost before") return "nothing"
      if (fault !== undefined && fault !== "lost after") return { error: fault }
      const answer = serve(tag, (payload ?? {}) as Record<string, never>, secret)
      return fault === "lost after" ? "nothing" : answer
    },
    subscribe,
    calledWith: (tag) => calls.filter((call) => call.tag === tag).map(({ payload }) => payload),
    fault: (tag, ...more) => void faults.set(tag, [...faults.get(tag) ?? [], ...more]),
    change: (change) => {
      website = { ...website, ...change }
    },
    say: (conversationId, text, change = {}) => {
      const owner = conversations.get(conversationId)?.visitorId ?? [...people.values()][0]?.visitor.id ?? ""
      return append({
        id: ulid(++count), conversationId, type: "message", text, tool: null, parts: [{ type: "text", text }], userId: "user_ada",
        aiAgentId: null, visitorId: null, ...change
      }, owner).item
    },
    edit: (id, change) => {
      for (const items of timelines.values()) {
        const item = items.find((each) => each.id === id)
        const conversation = item && conversations.get(item.conversationId)
        if (!item || !conversation) continue
        put({ ...item, ...change, version: item.version + 1 }, { ...conversation, version: conversation.version + 1 })
      }
    },
    update: (id, change) => {
      const conversation = conversations.get(id)
      if (!conversation) return
      const changed = { ...conversation, ...change, version: conversation.version + 1 }
      conversations.set(id, changed)
      publish(changed.visitorId, { _tag: "ConversationChanged", conversation: changed })
    },
    read: (conversationId, actorId, seq) => {
      const mark = { actorType: "user", actorId, seq, at: at() } as const
      marks.set(conversationId, [...(marks.get(conversationId) ?? []).filter((other) => other.actorId !== actorId), mark])
      const owner = conversations.get(conversationId)?.visitorId
      if (owner) publish(owner, { _tag: "SeenChanged", conversationId, ...mark })
    },
    tell: (event) => {
      for (const { push } of subscribers) push(event)
    },
    reload: (reason) => {
      epoch++
      log = []
      for (const { push } of subscribers) push({ _tag: "Reload", reason })
      subscribers.clear()
    },
    items: (id) => timelines.get(id) ?? [],
    enroll,
    visitor: (id) => people.get(id)?.visitor,
    forget: (id) => {
      people.delete(id)
      for (const [key, { visitorId }] of conversations) if (visitorId === id) conversations.delete(key)
    },
    changeVisitor: (id, change) => {
      const who = people.get(id)
      if (who) who.visitor = { ...who.visitor, ...change }
    }
  }
}
