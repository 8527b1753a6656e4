import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import CossistantClient, { CossistantAPIError, type RealtimeEvent } from "../../entries/index.ts"
import { FakeUpload } from "../../suite/FakeUpload.ts"
import { type FakeBrowser, makeFakeBrowser } from "../../widget/testing/FakeBrowser.ts"
import "./clientCalls.ts"
import { clientOf } from "./clientOf.ts"

/** A page with a client on its widget. */
const onPage = async (options?: ConstructorParameters<typeof CossistantClient>[1]) => {
  const browser = makeFakeBrowser()
  const tab = browser.open()
  await tab.start()
  return { ...browser, tab, client: clientOf(tab.widget, options) }
}
/** Lets what was asked come to its end. */
const settled = async <A>(clock: FakeBrowser["clock"], work: Promise<A>): Promise<A> => {
  const quiet = work.catch(() => {})
  for (let turn = 0; turn < 40; turn++) {
    const isDone = await Promise.race([quiet.then(() => true), clock.advance(100).then(() => false)])
    if (isDone) break
  }
  return work
}
const refused = async (clock: FakeBrowser["clock"], work: Promise<unknown>) => {
  const cause: unknown = await settled(clock, work).then(() => null, (cause: unknown) => cause)
  return cause instanceof CossistantAPIError ? cause.code : cause
}
/** With one conversation, which the server has. */
const talking = async (options?: ConstructorParameters<typeof CossistantClient>[1]) => {
  const page = await onPage(options)
  const { conversationId } = page.client.initiateConversation()
  await settled(page.clock, page.client.sendMessage({ conversationId, item: { text: "hello" } }))
  return { ...page, conversationId }
}
const texts = (client: CossistantClient, id: string) =>
  client.timelineItemsStore.getState().conversations[id]?.items.map(({ text }) => text)

describe("a client", () => {
  it("asks no server before it is asked something, and the website once however often it is asked", async () => {
    const { clock, server } = makeFakeBrowser()
    const tab = makeFakeBrowser().open()
    expect(clientOf(tab.widget).websiteStore.getState()).toEqual({ website: null, status: "idle", error: null })
    expect(server.calls).toEqual([])
    const page = await onPage()
    const [first, second] = await settled(page.clock, Promise.all([page.client.fetchWebsite(), page.client.fetchWebsite()]))
    expect(first.name).toBe("Acme")
    expect(second).toBe(first)
    expect(page.server.calledWith("websites.get")).toHaveLength(1)
    expect(page.client.websiteStore.getState()).toMatchObject({ status: "success", website: { name: "Acme" } })
    page.server.change({ name: "Acme & Sons" })
    expect((await settled(page.clock, page.client.getWebsite())).name).toBe("Acme & Sons")
    expect(page.client.websiteStore.getState().website?.name).toBe("Acme & Sons")
    await clock.settle()
  })

  it("says by code what is missing, and names no server's text", async () => {
    const browser = makeFakeBrowser()
    const tab = browser.open({ publicKey: null })
    await tab.start()
    expect(await refused(browser.clock, clientOf(tab.widget).fetchWebsite())).toBe("MISSING_API_KEY")
  })

  it("names in its store the origin that was refused", async () => {
    const { open, server } = makeFakeBrowser()
    server.fault("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" })
    const tab = open()
    const { websiteStore } = clientOf(tab.widget)
    await tab.start()
    expect(websiteStore.getState()).toMatchObject({ status: "error", error: { code: "ORIGIN_REFUSED" } })
  })

  it("shows a message at once and the server's in its place, both under the same id", async () => {
    const { client, clock, conversationId, server, setDelay } = await talking()
    setDelay(() => 300)
    const sending = client.sendMessage({ conversationId, item: { id: "01JABCDEFGHJKMNPQRSTVWXYZ0", text: "and this?" } })
    await clock.advance(100)
    const shown = client.timelineItemsStore.getState().conversations[conversationId]?.items.at(-1)
    expect(shown).toMatchObject({ id: "01JABCDEFGHJKMNPQRSTVWXYZ0", text: "and this?" })
    expect(server.items(conversationId)).toHaveLength(1)
    const { item, wasConversationCreated } = await settled(clock, sending)
    expect(item).toMatchObject({ id: "01JABCDEFGHJKMNPQRSTVWXYZ0", text: "and this?", conversationId })
    expect(wasConversationCreated).toBe(false)
    expect(texts(client, conversationId)).toEqual(["hello", "and this?"])
  })

  it("begins a conversation on this page first, and on the server with its first message", async () => {
    const { client, clock, server } = await onPage()
    const { conversation, conversationId, defaultTimelineItems } = client.initiateConversation({
      defaultTimelineItems: [{ text: "Hi, how can we help?", userId: "user_ada" }]
    })
    expect(conversation).toMatchObject({ id: conversationId, status: "open" })
    expect(defaultTimelineItems.map(({ text }) => text)).toEqual(["Hi, how can we help?"])
    expect(client.isConversationPending(conversationId)).toBe(true)
    const sent = await settled(clock, client.sendMessage({ conversationId, item: { text: "hello" }, createIfPending: true }))
    expect(sent.wasConversationCreated).toBe(true)
    expect(client.isConversationPending(conversationId)).toBe(false)
    expect(server.items(conversationId).map(({ text }) => text)).toEqual(["Hi, how can we help?", "hello"])
    expect(await refused(clock, client.sendMessage({ conversationId: "CO1111111111111111", item: { text: "?" }, createIfPending: false })))
      .toBe("CONVERSATION_NOT_FOUND")
  })

  it("keeps a refused message in the timeline, and tries it again under the same id", async () => {
    const { client, clock, conversationId, server } = await talking()
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k1" })
    const item = { id: "01JABCDEFGHJKMNPQRSTVWXYZ1", text: "important" }
    expect(await refused(clock, client.sendMessage({ conversationId, item }))).toBe("FILE_NOT_READY")
    expect(texts(client, conversationId)).toEqual(["hello", "important"])
    await settled(clock, client.sendMessage({ conversationId, item }))
    expect(server.items(conversationId).map(({ text }) => text)).toEqual(["hello", "important"])
    expect(await refused(clock, client.sendMessage({ conversationId, item: { text: "  " } }))).toBe("EMPTY_MESSAGE")
  })

  it("sends by itself what couldn't go out while the server was away", async () => {
    const { client, clock, conversationId, server, setDown } = await talking()
    setDown(true)
    const sending = client.sendMessage({ conversationId, item: { text: "from the tunnel" } })
    await clock.advance(5_000)
    setDown(false)
    await clock.advance(60_000)
    expect((await sending).item.text).toBe("from the tunnel")
    expect(server.items(conversationId)).toHaveLength(2)
  })

  it("lists every conversation page by page, and reads a thread back to its beginning", async () => {
    const { client, clock, conversationId, server } = await talking()
    for (let count = 0; count < 24; count++) {
      const { conversationId: id } = client.initiateConversation()
      await settled(clock, client.sendMessage({ conversationId: id, item: { text: `question ${count}` } }))
    }
    const first = await settled(clock, client.listConversations({ limit: 10 }))
    expect(first.conversations).toHaveLength(10)
    expect(first.pagination).toMatchObject({ page: 1, limit: 10, total: 25, totalPages: 3, hasMore: true })
    const last = await settled(clock, client.listConversations({ limit: 10, page: 3 }))
    expect(last.conversations).toHaveLength(5)
    for (let count = 0; count < 70; count++) server.say(conversationId, `answer ${count}`)
    const newest = await settled(clock, client.getConversationTimelineItems({ conversationId, limit: 40 }))
    expect(newest.items.at(-1)?.text).toBe("answer 69")
    expect(newest).toMatchObject({ hasNextPage: true })
    const older = await settled(clock, client.getConversationTimelineItems({ conversationId, limit: 40, cursor: newest.nextCursor }))
    expect(older.items[0]?.text).toBe("hello")
    expect(older).toMatchObject({ hasNextPage: false, nextCursor: null })
    expect(await refused(clock, client.getConversation({ conversationId: "CO1111111111111111" }))).toBe("CONVERSATION_NOT_FOUND")
  })

  it("marks a conversation as seen, here at once, and tells who of the team has read it", async () => {
    const { client, clock, conversationId, server, tab } = await talking()
    server.say(conversationId, "hello back")
    await clock.advance(1_000)
    expect(tab.widget.get().panel?.conversations.byId[conversationId]?.unreadCount).toBe(1)
    await settled(clock, client.markConversationSeen({ conversationId }))
    expect(tab.widget.get().panel?.conversations.byId[conversationId]?.unreadCount).toBe(0)
    server.read(conversationId, "user_ada", 1)
    await clock.advance(1_000)
    const { seenData } = await settled(clock, client.getConversationSeenData({ conversationId }))
    expect(seenData).toMatchObject([{ userId: "user_ada" }, { visitorId: expect.any(String) }])
    expect(client.seenStore.getState().conversations[conversationId]).toHaveProperty("user:user_ada")
  })

  it("shows unsent words to the team only where the website says so", async () => {
    const { client, clock, conversationId, server } = await talking()
    await settled(clock, client.setVisitorTyping({ conversationId, isTyping: true, visitorPreview: "secret" }))
    expect(server.calledWith("conversations.typing")).toEqual([{ conversationId, isTyping: true }])
  })

  it("says who the visitor is, why it wasn't taken, and lets them log out", async () => {
    const { client, clock, conversationId, server } = await talking()
    expect(await refused(clock, client.updateVisitorMetadata({ plan: "pro" }))).toBe("NOT_IDENTIFIED")
    const { contact, visitorId } = await settled(clock, client.identify({ externalId: "u1", name: "Ada" }))
    expect(contact).toMatchObject({ externalId: "u1", name: "Ada" })
    expect((await settled(clock, client.updateVisitorMetadata({ plan: "pro" }))).contact?.id).toBe(contact.id)
    server.fault("visitors.identify", { _tag: "IdentityRefused", reason: "token_required" })
    expect(await refused(clock, client.identify({ externalId: "u1", name: "Countess" }))).toBe("IDENTITY_REFUSED")
    await settled(clock, client.logout())
    expect(server.visitor(visitorId)).toBeUndefined()
    expect(client.conversationsStore.getState().ids).toEqual([])
    expect(texts(client, conversationId)).toBeUndefined()
  })

  it("rates a resolved conversation once it is resolved, and takes feedback of anyone", async () => {
    const { client, clock, conversationId, server } = await talking()
    server.update(conversationId, { status: "resolved" })
    await clock.settle()
    expect(await settled(clock, client.submitConversationRating({ conversationId, rating: 5, comment: "quick" }))).toMatchObject({ conversationId, rating: 5 })
    expect(server.calledWith("conversations.rate")).toMatchObject([{ conversationId, value: 5, comment: "quick" }])
    const { feedback } = await settled(clock, client.submitFeedback({ rating: 4, topic: "Docs" }))
    expect(feedback).toMatchObject({ rating: 4, topic: "Docs", source: "widget" })
    expect(server.calledWith("feedback.submit")).toMatchObject([{ rating: 4, topic: "Docs" }])
    server.fault("feedback.submit", { _tag: "TooManyRequests", retryAfterMs: 1_000 })
    expect(await refused(clock, client.submitFeedback({ rating: 1 }))).toBe("RATE_LIMITED")
  })

  it("rejects whatever is still waited for when it is destroyed, and works when it is asked again", async () => {
    const { client, clock, conversationId, setDown } = await talking()
    setDown(true)
    const sending = client.sendMessage({ conversationId, item: { text: "too late" } })
    const code = sending.catch((cause: CossistantAPIError) => cause.code)
    await clock.advance(100)
    client.destroy()
    expect(await code).toBe("CLIENT_DESTROYED")
    setDown(false)
    expect((await settled(clock, client.getConversation({ conversationId }))).conversation.id).toBe(conversationId)
  })
})

describe("a client's stores", () => {
  it("tell a change once for each turn, and nothing when nothing changed", async () => {
    const { client, clock, conversationId, server } = await talking()
    let told = 0
    const stop = client.timelineItemsStore.subscribe(() => told++)
    const before = client.timelineItemsStore.getState()
    await clock.settle()
    expect(told).toBe(0)
    expect(client.timelineItemsStore.getState()).toBe(before)
    server.say(conversationId, "one")
    await clock.settle()
    expect(told).toBe(1)
    stop()
    server.say(conversationId, "two")
    await clock.settle()
    expect(told).toBe(1)
    expect(texts(client, conversationId)).toEqual(["hello", "one", "two"])
  })

  it("have the widget as their only writer", async () => {
    const { client, conversationId } = await talking()
    const before = client.conversationsStore.getState()
    client.conversationsStore.setState({ ids: [], byId: {}, pagination: null })
    client.timelineItemsStore.clearConversation(conversationId)
    expect(client.conversationsStore.getState()).toBe(before)
    expect(texts(client, conversationId)).toEqual(["hello"])
  })

  it("show who of the team writes, for as long as they do", async () => {
    const { client, clock, conversationId, server } = await talking()
    server.tell({ _tag: "TypingChanged", conversationId, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
    await clock.settle()
    expect(client.typingStore.getState().conversations[conversationId]).toMatchObject({ "user:user_ada": { actorId: "user_ada", preview: null } })
    await clock.advance(7_000)
    expect(client.typingStore.getState().conversations).toEqual({})
  })
})

describe("a client's live connection", () => {
  it("tells each event once, after the stores show it", async () => {
    const { client, clock, conversationId, cut, server } = await talking()
    const heard: Array<string> = []
    client.realtime.subscribe((event: RealtimeEvent) => {
      if (event.type === "timelineItemCreated") heard.push(`${event.payload.item.text}: ${texts(client, conversationId)?.includes(event.payload.item.text)}`)
    })
    server.say(conversationId, "one")
    await clock.settle()
    cut()
    server.say(conversationId, "two")
    await clock.advance(40_000)
    expect(heard).toEqual(["one: true", "two: true"])
  })

  it("says when it is lost and when it is back", async () => {
    const { client, clock, setDown } = await talking()
    const states: Array<string> = []
    client.realtime.onStateChange(({ status }) => states.push(status))
    setDown(true)
    await clock.advance(1_000)
    expect(() => client.realtime.send({ type: "conversationSeen", payload: { conversationId: "CO1" } })).toThrow("UNREACHABLE")
    setDown(false)
    await clock.advance(60_000)
    expect(states.at(-1)).toBe("connected")
    expect(states.length).toBeGreaterThan(1)
  })
})

describe("a client's uploads", () => {
  beforeEach(() => {
    vi.stubGlobal("XMLHttpRequest", FakeUpload)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })
  const file = () => new File(["hello"], "notes.txt", { type: "text/plain" })

  it("go into a message by their parts, in their order", async () => {
    const { client, clock, conversationId, server } = await talking()
    const parts = await settled(clock, client.uploadFilesForMessage([file()], conversationId))
    expect(parts).toMatchObject([{ type: "file", mediaType: "text/plain", filename: "notes.txt" }])
    const sent = await settled(clock, client.sendMessage({ conversationId, item: { text: "", parts } }))
    expect(sent.item.parts.map(({ type }) => type)).toEqual(["text", "file"])
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ files: ["key-notes.txt"] })
    const foreign = [{ type: "file", url: "https://elsewhere.example/a", mediaType: "text/plain" }] as const
    expect(await refused(clock, client.sendMessage({ conversationId, item: { text: "", parts: [...foreign] } }))).toBe("FILE_NOT_READY")
  })

  it("go in two steps, and the promised address holds in a message", async () => {
    const { client, clock, conversationId, server } = await talking()
    const { publicUrl, uploadUrl } = await settled(clock, client.generateUploadUrl({ conversationId, contentType: "text/plain", fileName: "notes.txt" }))
    await settled(clock, client.uploadFile(file(), uploadUrl, "text/plain"))
    const part = { type: "file", url: publicUrl, mediaType: "text/plain" } as const
    await settled(clock, client.sendMessage({ conversationId, item: { text: "see this", parts: [part] } }))
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "see this", files: ["key-notes.txt"] })
  })

  it("break no rule that the server would refuse", async () => {
    const { client, clock, conversationId, server } = await talking()
    const tooMany = [file(), file(), file(), file()]
    expect(await refused(clock, client.uploadFilesForMessage(tooMany, conversationId))).toBe("TOO_MANY_FILES")
    expect(await refused(clock, client.uploadFilesForMessage([new File(["x"], "a.exe", { type: "application/x-msdownload" })], conversationId))).toBe("FILE_REFUSED")
    expect(server.calledWith("uploads.grant")).toEqual([])
  })
})

