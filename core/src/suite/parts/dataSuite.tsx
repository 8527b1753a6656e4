import { describe, expect, it, vi } from "vitest"
import type { Conversation, TimelineItem } from "@cossistant/types"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says } from "./stage.tsx"

/** Hooks that give data, run over each renderer. */
export const dataSuite = (renderer: string, driver: PartsDriver<never>): void => {
  const { hooks: H, options, read, signal, SupportProvider } = driver
  describe(`data hooks in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)
    const { draw, show } = page
    const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)
    const isListening = () => eventually("a subscription", () => asked("sync.subscribe").length > 0)

    it("gives empty data and settles every promise where there is no key", async () => {
      const Everything = () => {
        const home = H.useHomePage()
        const history = H.useConversationHistoryPage()
        const list = H.useConversations()
        const one = H.useConversation(null)
        const thread = H.useConversationTimelineItems(null)
        const conversation = H.useConversationPage({ conversationId: "__pending__" })
        const sending = H.useSendMessage()
        const upload = H.useFileUpload()
        const created = H.useCreateConversation()
        const support = H.useSupport()
        const run = async () => {
          document.title = JSON.stringify([
            await sending.mutateAsync({ conversationId: "CO1234567892345678", message: "Hello" }),
            await upload.uploadFiles([new File(["a"], "a.txt", { type: "text/plain" })], "CO1234567892345678").catch((cause: Error) => cause.message),
            await created.mutateAsync()
          ])
        }
        return (
          <>
            <p>{support.configurationError?.type} {JSON.stringify([
              home.conversations, home.isLoading, history.hasMore, list.conversations, list.isLoading, one.conversation, thread.items, conversation.items
            ])}</p>
            <button onClick={() => void run()}>Run</button>
          </>
        )
      }
      show(() => <Everything />, null)
      await says("missing_api_key [[],false,false,[],false,null,[],[]]")
      await press("Run")
      await eventually("settled promises", () => document.title === '[null,"NOT_CONFIGURED",null]')
      expect(page.server.requests).toEqual([])
    })

    it("keeps the conversations of two providers apart", async () => {
      page.server.begin(["> Only here"])
      page.comeBack()
      const Count = () => {
        const list = H.useConversations()
        return <output>{list.isLoading ? "?" : list.conversations.length}</output>
      }
      show(() => <><Count /><SupportProvider publicKey="pk_test_other_site" apiUrl="https://support.example"><Count /></SupportProvider></>)
      await eventually("one and none", () => [...document.querySelectorAll("output")].map(({ textContent }) => textContent).join() === "1,0")
    })

    it("filters, sorts and pages what it lists, and asks anew when the window gets the focus", async () => {
      page.server.begin(["> One"], { updatedAt: "2026-03-01T00:00:00.000Z" })
      page.server.begin(["> Two"], { status: "resolved", updatedAt: "2026-03-02T00:00:00.000Z" })
      page.server.begin(["> Three"], { updatedAt: "2026-03-03T00:00:00.000Z" })
      page.comeBack()
      const [status, setStatus] = signal<"open" | "closed">("open")
      const List = () => {
        const some = H.useConversations(options(() => ({ status: status(), order: "asc" })))
        const newest = H.useConversations({ limit: 1 })
        return <p>{some.conversations.map(({ lastTimelineItem }) => lastTimelineItem?.text).join()} of {newest.pagination?.totalPages}: {newest.conversations.length}</p>
      }
      show(() => <List />)
      await says("One,Three of 3: 1")
      setStatus("closed")
      await says("Two of 3: 1")
      const before = asked("conversations.list").length
      window.dispatchEvent(new Event("focus"))
      await eventually("another question", () => asked("conversations.list").length > before)
    })

    it("follows one conversation and its thread live, older pages included", async () => {
      const id = page.server.begin(Array.from({ length: 60 }, (_, index) => `> line ${index + 1}`))
      page.comeBack()
      const Thread = () => {
        const conversation = H.useConversation(id)
        const thread = H.useConversationTimelineItems(id)
        const typing = H.useConversationTyping(id)
        return (
          <>
            <p>{conversation.conversation?.status}: {thread.items.length} from {thread.items[0]?.text} to {thread.items.at(-1)?.text}, {String(thread.hasNextPage)}, {read(typing).map(({ actorId }) => actorId).join()}</p>
            <button onClick={() => void thread.fetchNextPage()}>Older</button>
          </>
        )
      }
      show(() => <Thread />)
      await says("open: 50 from line 11 to line 60, true")
      await isListening()
      page.server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
      await says("user_ada")
      page.server.say(id, "line 61")
      await says("51 from line 11 to line 61, true, ")
      await press("Older")
      await says("61 from line 1 to line 61, false")
      page.server.update(id, { status: "resolved" })
      await says("resolved: 61")
    })

    it("gives as many items as are asked for, and as many more each time", async () => {
      const id = page.server.begin(Array.from({ length: 9 }, (_, index) => `> line ${index + 1}`))
      page.comeBack()
      const Thread = () => {
        const thread = H.useConversationTimelineItems(id, { limit: 4 })
        return <button onClick={() => void thread.fetchNextPage()}>{thread.items.length} {String(thread.hasNextPage)} from {thread.items[0]?.text}</button>
      }
      show(() => <Thread />)
      await press("4 true from line 6")
      await press("8 true from line 2")
      await says("9 false from line 1")
    })

    it("groups a thread by day and sender and says who read how far and who writes", async () => {
      const id = page.server.begin(["Question", "> Answer", "> And another"])
      page.comeBack()
      const Timeline = () => {
        const thread = H.useConversationTimelineItems(id)
        const timeline = H.useConversationTimeline({ conversationId: id, get items() { return thread.items } })
        const seen = H.useConversationSeen(id)
        return (
          <p>
            {timeline.groupedMessages.items.map((row) => row.type === "message_group" ? `${row.senderType}:${row.items?.length}` : row.type).join()}
            {" "}{timeline.typingParticipants.map(({ type }) => type).join()} {read(seen).length}
          </p>
        )
      }
      show(() => <Timeline />)
      await says("day_separator,visitor:1,team_member:2")
      await isListening()
      page.server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
      await says("team_member:2 team_member")
    })

    it("says that there is something unread below a message when there is", () => {
      const item = (id: string, createdAt: string, userId: string | null): TimelineItem => ({
        id, conversationId: "c", organizationId: "", visibility: "public", type: "message", text: id, parts: [], userId, aiAgentId: null,
        visitorId: userId === null ? "v" : null, createdAt
      })
      const items = [item("a", "2026-03-04T09:00:00.000Z", "u"), item("b", "2026-03-04T09:01:00.000Z", "u")]
      const seenData = [{
        id: "s", conversationId: "c", userId: null, visitorId: "v", aiAgentId: null, lastSeenAt: "2026-03-04T09:00:30.000Z",
        createdAt: "2026-03-04T09:00:30.000Z", updatedAt: "2026-03-04T09:00:30.000Z", deletedAt: null
      }]
      const Marks = () => {
        const grouped = H.useGroupedMessages({ items, seenData, currentViewerId: "v" })
        return <p>{JSON.stringify([grouped.hasUnreadAfter("a", "v"), grouped.hasUnreadAfter("b", "v"), grouped.getUnreadCount("v"), grouped.getLastReadMessageId("v")])}</p>
      }
      draw(() => <Marks />)
      expect(document.body.textContent).toBe('[true,false,1,"a"]')
    })

    it("previews a conversation: its title, the last message in one line, and who answers", async () => {
      const id = page.server.begin(["Question", "> Have a look at [the guide](https://acme.example/guide)"])
      page.comeBack()
      const Preview = (props: { readonly conversation: Conversation }) => {
        const preview = H.useConversationPreview(options(() => ({ conversation: props.conversation })))
        return <p>{preview.title}|{preview.lastMessage?.content}|{String(preview.lastMessage?.isFromVisitor)}|{preview.assignedAgent.name}|{String(preview.typing.isTyping)}|{preview.conversation.status}</p>
      }
      const List = () => {
        const list = H.useConversations()
        return <>{list.conversations.map((conversation) => <Preview key={conversation.id} conversation={conversation} />)}</>
      }
      show(() => <List />)
      await says("Have a look at the guide|Have a look at the guide|false|Ada Byron|false")
      await isListening()
      page.server.say(id, "Or ask me")
      await says("Or ask me|false|Ada Byron|false")
      page.server.update(id, { status: "resolved" })
      await says("Ada Byron|false|resolved")
    })

    it("marks a conversation in sight as read after two seconds, and not while it isn't", async () => {
      const seen = page.server.begin(["> Look here"])
      const unseen = page.server.begin(["> And here"])
      page.comeBack()
      const Reading = () => {
        H.useConversationTimelineItems(seen)
        H.useConversationTimelineItems(unseen)
        H.useConversationAutoSeen({ client: null, conversationId: seen, lastTimelineItem: null, isWidgetOpen: true })
        H.useConversationAutoSeen({ client: null, conversationId: unseen, lastTimelineItem: null, isWidgetOpen: false })
        return null
      }
      show(() => <Reading />)
      await eventually("a mark", () => asked("conversations.seen").length === 1)
      expect(asked("conversations.seen")[0]?.payload).toMatchObject({ conversationId: seen, seq: 1 })
    })

    it("tells the team that the visitor writes on a page of the host's own, until they stop", async () => {
      const id = page.server.begin(["> Hello"])
      page.comeBack()
      const Writing = () => {
        const thread = H.useConversationPage({ conversationId: id })
        return <button onClick={() => thread.composer.setMessage(`${thread.composer.message}a`)}>{thread.items.length} {thread.composer.message}</button>
      }
      show(() => <Writing />)
      await says("1 ")
      await isListening()
      await press(/^1/)
      await says("1 a")
      expect(asked("conversations.typing").map(({ payload }) => (payload as { isTyping: boolean }).isTyping)).toEqual([true])
      await eventually("an end", () => asked("conversations.typing").length === 2)
    })

    it("sends without a composer and resolves with what the server has, or with null and the reason", async () => {
      const onSuccess = vi.fn()
      const results: Array<unknown> = []
      const Sending = () => {
        const sending = H.useSendMessage()
        const send = async (message: string) => void results.push(await sending.mutateAsync({ conversationId: "CO1234567892345678", message, onSuccess }))
        return (
          <>
            <button onClick={() => void send("Hello")}>Send</button><button onClick={() => void send("  ")}>Nothing</button>
            <p>{String(sending.isPending)} {sending.error?.message}</p>
          </>
        )
      }
      show(() => <Sending />)
      await press("Send")
      await eventually("a result", () => results.length === 1)
      expect(results[0]).toMatchObject({ conversationId: "CO1234567892345678" })
      expect(onSuccess).toHaveBeenCalledOnce()
      await press("Nothing")
      await says("false EMPTY_MESSAGE")
      expect(results[1]).toBeNull()
    })
  })
}
