import { describe, expect, it } from "vitest"
import { button, eventually, key, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, typeInto } from "./stage.tsx"

type Names =
  | "ConversationTimeline" | "ConversationTimelineContainer" | "ConversationTimelineEmpty" | "DaySeparator" | "DaySeparatorLabel"
  | "MultimodalInput" | "Router" | "TimelineItem" | "TimelineItemAttachments" | "TimelineItemContent" | "TimelineItemGroup" | "Trigger"
  | "TypingIndicator" | "Window"

/** A widget of a host's own, made of primitives and hooks, run over each renderer. */
export const ownWidgetSuite = (renderer: string, driver: PartsDriver<Names>): void => {
  const { hooks: H, options, parts: P } = driver

  const Home = () => {
    const home = H.useHomePage()
    return <button onClick={() => home.startConversation()}>Write to us</button>
  }

  const Conversation = (props: { params?: { conversationId: string } }) => {
    const support = H.useSupport()
    const thread = H.useConversationPage(options(() => ({ conversationId: props.params?.conversationId ?? "__pending__" })))
    const timeline = H.useConversationTimeline(options(() => ({ conversationId: thread.conversationId, items: thread.items })))
    return (
      <>
        <P.ConversationTimeline items={thread.items} isLoading={thread.isLoading}>
          <P.ConversationTimelineEmpty>Ask us anything</P.ConversationTimelineEmpty>
          <P.ConversationTimelineContainer>
            {timeline.groupedMessages.items.map((row) => row.type === "day_separator"
              ? <P.DaySeparator key={row.dateString} {...row}><P.DaySeparatorLabel /></P.DaySeparator>
              : row.type !== "message_group" ? null : (
                <P.TimelineItemGroup key={row.firstItemId} items={row.items}>
                  {row.items.map((item) => (
                    <P.TimelineItem key={item.id} item={item}>
                      <P.TimelineItemContent />
                      <P.TimelineItemAttachments parts={item.parts} />
                    </P.TimelineItem>
                  ))}
                </P.TimelineItemGroup>
              ))}
          </P.ConversationTimelineContainer>
        </P.ConversationTimeline>
        <P.TypingIndicator
          participants={timeline.typingParticipants} availableAIAgents={support.availableAIAgents} availableHumanAgents={support.availableHumanAgents}
        />
        <P.MultimodalInput
          value={thread.composer.message} onChange={thread.composer.setMessage} onSubmit={thread.composer.submit}
          onFileSelect={thread.composer.addFiles} aria-label="Message"
        />
      </>
    )
  }

  /** A whole widget of a host's own: trigger, window, pages, timeline and field, without a line of the built-in one. */
  const OwnSupport = () => {
    const navigation = H.useSupportNavigation()
    return (
      <>
        <P.Trigger>{(trigger: { readonly isOpen: boolean }) => <button>{trigger.isOpen ? "Close" : "Help"}</button>}</P.Trigger>
        <P.Window>
          <P.Router page={navigation.page} params={navigation.params} pages={[{ name: "CONVERSATION", component: Conversation }]} fallback={Home} />
        </P.Window>
      </>
    )
  }

  describe(`a widget made of primitives and hooks in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)

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
      await eventually("who types", () => document.querySelector("[data-typing-indicator]")?.getAttribute("aria-label") === "Ada Byron is typing…")
      page.server.say(id, "It is")
      const answers = await eventually("the answer", () => document.querySelector("[aria-label='Messages from Support team']"))
      expect(answers.textContent).toBe("It is")
      page.server.say(id, "It really is")
      await eventually("another in the same group", () => document.querySelectorAll("[aria-label='Messages from Support team'] [role='article']").length === 2)
      expect(document.querySelector("[data-typing-indicator]")).toBeNull()
      expect(document.querySelector("textarea")?.value).toBe("")
      await press("Close")
      await button("Help")
      expect(document.querySelector("[role='dialog']")).toBeNull()
    })
  })
}
