import { button, eventually, key, press } from "@cossistant/core/suite/screen"
import { createRef } from "react"
import { describe, expect, it, vi } from "vitest"
import { useConversationPage, useConversationTimeline, useHomePage } from "../hooks.ts"
import * as Primitives from "../primitives.ts"
import { useSupport } from "../useSupport.ts"
import { useSupportNavigation } from "../useSupportNavigation.ts"
import { mergeRefs, shouldDisplayConversation } from "../utils.ts"
import { makePage, typeInto } from "./testing/mount.tsx"

const page = makePage()

const Home = () => {
  const { startConversation } = useHomePage()
  return <button onClick={() => startConversation()}>Write to us</button>
}

const Conversation = ({ params }: { params?: { conversationId: string } }) => {
  const { availableAIAgents, availableHumanAgents } = useSupport()
  const { composer, conversationId, isLoading, items } = useConversationPage({ conversationId: params?.conversationId ?? "__pending__" })
  const { groupedMessages, typingParticipants } = useConversationTimeline({ conversationId, items })
  return (
    <>
      <Primitives.ConversationTimeline items={items} isLoading={isLoading}>
        <Primitives.ConversationTimelineEmpty>Ask us anything</Primitives.ConversationTimelineEmpty>
        <Primitives.ConversationTimelineContainer>
          {groupedMessages.items.map((row) => row.type === "day_separator"
            ? <Primitives.DaySeparator key={row.dateString} {...row}><Primitives.DaySeparatorLabel /></Primitives.DaySeparator>
            : row.type !== "message_group" ? null : (
              <Primitives.TimelineItemGroup key={row.firstItemId} items={row.items}>
                {row.items.map((item) => (
                  <Primitives.TimelineItem key={item.id} item={item}>
                    <Primitives.TimelineItemContent />
                    <Primitives.TimelineItemAttachments parts={item.parts} />
                  </Primitives.TimelineItem>
                ))}
              </Primitives.TimelineItemGroup>
            ))}
        </Primitives.ConversationTimelineContainer>
      </Primitives.ConversationTimeline>
      <Primitives.TypingIndicator participants={typingParticipants} availableAIAgents={availableAIAgents} availableHumanAgents={availableHumanAgents} />
      <Primitives.MultimodalInput
        value={composer.message} onChange={composer.setMessage} onSubmit={composer.submit} onFileSelect={composer.addFiles} aria-label="Message"
      />
    </>
  )
}

/** A whole widget of a host's own: trigger, window, pages, timeline and field, without a line of the built-in one. */
const OwnSupport = () => {
  const { page, params } = useSupportNavigation()
  return (
    <>
      <Primitives.Trigger>{({ isOpen }) => <button>{isOpen ? "Close" : "Help"}</button>}</Primitives.Trigger>
      <Primitives.Window>
        <Primitives.Router page={page} params={params} pages={[{ name: "CONVERSATION", component: Conversation }]} fallback={Home} />
      </Primitives.Window>
    </>
  )
}

describe("a widget made of primitives and hooks", () => {
  it("opens, begins a conversation, sends with Enter, and shows the answer live", async () => {
    page.show(<OwnSupport />)
    await press("Help")
    await press("Write to us")
    await eventually("the empty state", () => document.querySelector("[role='status']")?.textContent === "Ask us anything")
    const field = await eventually("the field", () => document.querySelector<HTMLTextAreaElement>("textarea[aria-label='Message']"))
    typeInto(field, "Is **this** on?")
    await eventually("the text", () => field.value === "Is **this** on?")
    key(field, "Enter")
    await eventually("the message", () => document.querySelector("[role='group'] [role='article'] strong")?.textContent === "this")
    const id = await eventually("a conversation on the server", () => {
      const payload = page.server.requests.find(({ tag }) => tag === "conversations.send")?.payload
      return payload === undefined ? null : (payload as { conversationId: string }).conversationId
    })
    await eventually("a subscription", () => page.server.requests.some(({ tag }) => tag === "sync.subscribe"))
    page.server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
    await eventually("who types", () => document.querySelector("[data-typing-indicator]")?.getAttribute("aria-label") === "Ada Byron: typing…")
    page.server.say(id, "It is")
    await eventually("the answer", () => document.querySelector("[aria-label='Messages from support agent']")?.textContent === "It is")
    expect(document.querySelector("[data-typing-indicator]")).toBeNull()
    expect(field.value).toBe("")
    await press("Close")
    await button("Help")
    expect(document.querySelector("[role='dialog']")).toBeNull()
  })

  it("sets every one of merged refs, runs the cleanup of one that gave it, and empties the others", () => {
    const object = createRef<HTMLElement>()
    const cleanup = vi.fn()
    const plain = vi.fn()
    const merged = mergeRefs<HTMLElement>(object, () => cleanup, plain, null, undefined)
    const element = document.createElement("div")
    expect(merged(element)).toBeUndefined()
    expect([object.current, plain.mock.calls]).toEqual([element, [[element]]])
    merged(null)
    expect([object.current, plain.mock.calls.at(-1), cleanup.mock.calls.length]).toEqual([null, [null], 1])
  })

  it("lists conversations of attachments alone, and neither empty nor archived ones", () => {
    const image = { text: "", parts: [{ type: "image" }] }
    expect([
      shouldDisplayConversation({ deletedAt: null, lastTimelineItem: image }), shouldDisplayConversation({ title: "Kettles" }),
      shouldDisplayConversation({ deletedAt: null }), shouldDisplayConversation({ title: "Kettles", deletedAt: "2026-03-04T00:00:00.000Z" })
    ]).toEqual([true, true, false, false])
  })
})
