import { button, eventually, key, press } from "@cossistant/core/suite/screen"
import { createRoot, createSignal, For } from "solid-js"
import { describe, expect, it, vi } from "vitest"
import { useConversationPage, useConversationTimeline, useHomePage } from "../hooks.ts"
import * as Primitives from "../primitives.ts"
import { useSupport } from "../useSupport.ts"
import { useSupportNavigation } from "../useSupportNavigation.ts"
import { mergeRefs, shouldDisplayConversation, useRenderElement } from "../utils.ts"
import { makePage, typeInto } from "./testing/mount.tsx"

const page = makePage()

const Home = () => {
  const home = useHomePage()
  return <button onClick={() => home.startConversation()}>Write to us</button>
}

const Conversation = (props: { params?: { conversationId: string } }) => {
  const support = useSupport()
  const thread = useConversationPage({ get conversationId() { return props.params?.conversationId ?? "__pending__" } })
  const timeline = useConversationTimeline({ get conversationId() { return thread.conversationId }, get items() { return thread.items } })
  return (
    <>
      <Primitives.ConversationTimeline items={thread.items} isLoading={thread.isLoading}>
        <Primitives.ConversationTimelineEmpty>Ask us anything</Primitives.ConversationTimelineEmpty>
        <Primitives.ConversationTimelineContainer>
          <For each={timeline.groupedMessages.items}>
            {(row) => row.type === "day_separator"
              ? <Primitives.DaySeparator {...row}><Primitives.DaySeparatorLabel /></Primitives.DaySeparator>
              : row.type !== "message_group" ? null : (
                <Primitives.TimelineItemGroup items={row.items}>
                  <For each={row.items}>
                    {(item) => (
                      <Primitives.TimelineItem item={item}>
                        <Primitives.TimelineItemContent />
                        <Primitives.TimelineItemAttachments parts={item.parts} />
                      </Primitives.TimelineItem>
                    )}
                  </For>
                </Primitives.TimelineItemGroup>
              )}
          </For>
        </Primitives.ConversationTimelineContainer>
      </Primitives.ConversationTimeline>
      <Primitives.TypingIndicator
        participants={timeline.typingParticipants} availableAIAgents={support.availableAIAgents} availableHumanAgents={support.availableHumanAgents}
      />
      <Primitives.MultimodalInput
        value={thread.composer.message} onChange={thread.composer.setMessage} onSubmit={thread.composer.submit}
        onFileSelect={thread.composer.addFiles} aria-label="Message"
      />
    </>
  )
}

/** A whole widget of a host's own: trigger, window, pages, timeline and field, without a line of the built-in one. */
const OwnSupport = () => {
  const navigation = useSupportNavigation()
  return (
    <>
      <Primitives.Trigger>{(trigger) => <button>{trigger.isOpen ? "Close" : "Help"}</button>}</Primitives.Trigger>
      <Primitives.Window>
        <Primitives.Router page={navigation.page} params={navigation.params} pages={[{ name: "CONVERSATION", component: Conversation }]} fallback={Home} />
      </Primitives.Window>
    </>
  )
}

describe("a widget made of primitives and hooks", () => {
  it("opens, begins a conversation, sends with Enter, and shows the answer live", async () => {
    page.show(() => <OwnSupport />)
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
    const own = document.querySelector("[aria-label='Messages from visitor']")
    page.server.say(id, "It is")
    const answers = await eventually("the answer", () => document.querySelector("[aria-label='Messages from support agent']"))
    expect(answers.textContent).toBe("It is")
    const first = answers.querySelector("[role='article']")
    page.server.say(id, "It really is")
    await eventually("another in the same group", () => answers.querySelectorAll("[role='article']").length === 2)
    expect(answers.querySelector("[role='article']")).toBe(first)
    expect(document.querySelector("[aria-label='Messages from visitor']")).toBe(own)
    expect(document.querySelector("[data-typing-indicator]")).toBeNull()
    expect(field.value).toBe("")
    await press("Close")
    await button("Help")
    expect(document.querySelector("[role='dialog']")).toBeNull()
  })

  it("sets every one of merged refs", () => {
    const [element, setElement] = createSignal<HTMLElement>()
    const plain = vi.fn()
    const div = document.createElement("div")
    expect(mergeRefs<HTMLElement>(setElement, plain, null, undefined)(div)).toBeUndefined()
    expect([element(), plain.mock.calls]).toEqual([div, [[div]]])
  })

  it("draws a part of the host's own as the primitives are drawn", () => {
    const drawn = createRoot(() => useRenderElement("p", { class: ({ kind }) => `is-${kind}`, children: ({ kind }) => `of ${kind}` }, {
      state: { kind: "mine" }, props: { id: "own" }
    }))
    page.draw(() => drawn)
    expect(document.querySelector("p#own.is-mine")?.textContent).toBe("of mine")
  })

  it("lists conversations of attachments alone, and neither empty nor archived ones", () => {
    const image = { text: "", parts: [{ type: "image" }] }
    expect([
      shouldDisplayConversation({ deletedAt: null, lastTimelineItem: image }), shouldDisplayConversation({ title: "Kettles" }),
      shouldDisplayConversation({ deletedAt: null }), shouldDisplayConversation({ title: "Kettles", deletedAt: "2026-03-04T00:00:00.000Z" })
    ]).toEqual([true, true, false, false])
  })
})
