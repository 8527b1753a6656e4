import { Primitives, useConversationPage, useHomePage, useSupportConfig } from "@cossistant/react"
import { useState } from "react"

/** One conversation: what was said, who types, and a field to answer. */
function Thread({ conversationId, onBack }: { conversationId: string; onBack: () => void }) {
  const { composer, error, isLoading, items } = useConversationPage({ conversationId })
  return (
    <section className="own-thread">
      <button type="button" onClick={onBack}>All conversations</button>
      <Primitives.ConversationTimeline items={items} isLoading={isLoading} className="own-timeline">
        <Primitives.ConversationTimelineLoading>Loading…</Primitives.ConversationTimelineLoading>
        <Primitives.ConversationTimelineEmpty>Ask us anything.</Primitives.ConversationTimelineEmpty>
        {items.map((item) => (
          <Primitives.TimelineItem key={item.id} item={item}>
            {({ isVisitor }) => (
              <div className={isVisitor ? "own-bubble own-mine" : "own-bubble"}>
                <Primitives.TimelineItemContent text={item.text} />
                <Primitives.TimelineItemAttachments parts={item.parts} />
              </div>
            )}
          </Primitives.TimelineItem>
        ))}
      </Primitives.ConversationTimeline>
      {error && <p role="alert">{error.message}</p>}
      <form
        className="own-composer"
        onSubmit={(event) => {
          event.preventDefault()
          composer.submit()
        }}
      >
        <Primitives.MultimodalInput
          aria-label="Message"
          value={composer.message}
          onChange={composer.setMessage}
          onSubmit={composer.submit}
          onFileSelect={composer.addFiles}
        />
        <Primitives.FileInput aria-label="Attach files" onFileSelect={composer.addFiles} />
        <Primitives.Button type="submit" disabled={!composer.canSubmit}>Send</Primitives.Button>
      </form>
    </section>
  )
}

/** The list, or one of its conversations. */
function Inside() {
  const [conversationId, setConversationId] = useState<string | null>(null)
  const home = useHomePage({
    onOpenConversation: setConversationId,
    onStartConversation: () => setConversationId("__pending__"),
  })
  if (conversationId !== null) return <Thread conversationId={conversationId} onBack={() => setConversationId(null)} />
  return (
    <section>
      <button type="button" onClick={() => home.startConversation()}>New conversation</button>
      {home.conversations.map((conversation) => (
        <button key={conversation.id} type="button" onClick={() => home.openConversation(conversation.id)}>
          {conversation.title ?? conversation.lastTimelineItem?.text ?? "Conversation"}
        </button>
      ))}
    </section>
  )
}

/** A support shell of your own. Render it once below `SupportProvider`, instead of `Support`. */
export function OwnShell() {
  const { close, isOpen, open } = useSupportConfig()
  return (
    <>
      <Primitives.Trigger className="own-trigger">
        {({ unreadCount }) => (unreadCount > 0 ? `Help (${unreadCount})` : "Help")}
      </Primitives.Trigger>
      <Primitives.Window
        className="own-window"
        aria-label="Support"
        isOpen={isOpen}
        onOpenChange={(wanted) => (wanted ? open() : close())}
      >
        <Inside />
      </Primitives.Window>
    </>
  )
}
