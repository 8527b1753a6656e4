import { For } from "solid-js"
import { useConversationPage, useConversations, useHomePage, useScrollMask, useWindowVisibilityFocus } from "../../hooks.ts"
import { useProcessingStore, useRealtimeConnection } from "../../realtime.ts"
import { SupportProvider } from "../../SupportProvider.tsx"
import * as Primitives from "../../primitives.ts"

export { hydrate, renderToString } from "solid-js/web"

const item = { id: "a", text: "**hi** `x`\n\n```sh\nnpm install kettle\n```", visitorId: "v1", createdAt: "2026-03-04T09:41:00.000Z" }

const Inside = () => {
  const thread = useConversationPage({ conversationId: "__pending__" })
  const home = useHomePage()
  const list = useConversations()
  const mask = useScrollMask()
  const focus = useWindowVisibilityFocus()
  const live = useRealtimeConnection()
  const phase = useProcessingStore((state) => state.conversations[thread.conversationId]?.phase ?? "nothing")
  return (
    <div ref={mask.ref} style={mask.style}>
      <p>{home.conversations.length} {list.conversations.length} {String(live.isConnected)} {phase()} {String(focus.isPageVisible)}</p>
      <For each={thread.items}>{(each) => <Primitives.TimelineItem item={each}><Primitives.TimelineItemContent /></Primitives.TimelineItem>}</For>
    </div>
  )
}

/** A host page of primitives and hooks. */
export const Page = () => (
  <SupportProvider publicKey="pk_test_server_parts" apiUrl="https://support.example" autoConnect={false}>
    <Primitives.Trigger>{(trigger) => <button id="inner">Help {trigger.unreadCount}</button>}</Primitives.Trigger>
    <Primitives.Trigger>{(trigger) => trigger.isOpen ? "Close" : "Open"}</Primitives.Trigger>
    <Primitives.Trigger asChild>{(trigger) => <a {...trigger.props} href="#help">{trigger.isOpen ? "Close" : "Open"}</a>}</Primitives.Trigger>
    <Primitives.Window isOpen aria-label="Support">{(window) => <section>{String(window.isOpen)}</section>}</Primitives.Window>
    <Primitives.ConversationTimeline items={[item]}>
      <Primitives.ConversationTimelineEmpty>Nothing yet</Primitives.ConversationTimelineEmpty>
      <Primitives.TimelineItemGroup items={[item]}>
        <Primitives.TimelineItemGroupHeader name="Ada" />
        <Primitives.TimelineItem><Primitives.TimelineItemContent /></Primitives.TimelineItem>
      </Primitives.TimelineItemGroup>
    </Primitives.ConversationTimeline>
    <Primitives.MultimodalInput value="kept" onChange={() => {}} error={new Error("Too long")} />
    <Primitives.FileInput />
    <Primitives.FeedbackRatingSelector value={2} />
    <Primitives.FeedbackTopicSelect options={["Billing"]} value="Billing" />
    <Primitives.DaySeparator dateString="2026-03-04"><Primitives.DaySeparatorLabel /></Primitives.DaySeparator>
    <Primitives.Avatar><Primitives.AvatarFallback name="Ada Byron" /></Primitives.Avatar>
    <Primitives.TypingIndicator participants={[{ id: "u1", type: "user", name: "Ada" }]} />
    <Primitives.ToolActivityRow state="partial" text="Searching" />
    <Inside />
  </SupportProvider>
)
