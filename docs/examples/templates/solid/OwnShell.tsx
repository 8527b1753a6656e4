import { Primitives, useConversationPage, useHomePage, useSupportConfig } from "@cossistant/solid"
import { createSignal, For, Show } from "solid-js"

/** One conversation: what was said, and a field to answer. */
const Thread = (props: { conversationId: string; onBack: () => void }) => {
  const page = useConversationPage({ conversationId: props.conversationId })
  return (
    <section class="own-thread">
      <button type="button" onClick={() => props.onBack()}>All conversations</button>
      <Primitives.ConversationTimeline items={page.items} isLoading={page.isLoading} class="own-timeline">
        <Primitives.ConversationTimelineLoading>Loading…</Primitives.ConversationTimelineLoading>
        <Primitives.ConversationTimelineEmpty>Ask us anything.</Primitives.ConversationTimelineEmpty>
        <For each={page.items}>
          {(item) => (
            <Primitives.TimelineItem item={item}>
              {(shown) => (
                <div class={shown.isVisitor ? "own-bubble own-mine" : "own-bubble"}>
                  <Primitives.TimelineItemContent text={item.text} />
                  <Primitives.TimelineItemAttachments parts={item.parts} />
                </div>
              )}
            </Primitives.TimelineItem>
          )}
        </For>
      </Primitives.ConversationTimeline>
      <Show when={page.error}>{(error) => <p role="alert">{error().message}</p>}</Show>
      <form
        class="own-composer"
        onSubmit={(event) => {
          event.preventDefault()
          page.composer.submit()
        }}
      >
        <Primitives.MultimodalInput
          aria-label="Message"
          value={page.composer.message}
          onChange={(text) => page.composer.setMessage(text)}
          onSubmit={() => page.composer.submit()}
          onFileSelect={(files) => page.composer.addFiles(files)}
        />
        <Primitives.FileInput aria-label="Attach files" onFileSelect={(files) => page.composer.addFiles(files)} />
        <Primitives.Button type="submit" disabled={!page.composer.canSubmit}>Send</Primitives.Button>
      </form>
    </section>
  )
}

/** The list, or one of its conversations. */
const Inside = () => {
  const [conversationId, setConversationId] = createSignal<string | null>(null)
  const home = useHomePage({
    onOpenConversation: (id) => setConversationId(id),
    onStartConversation: () => setConversationId("__pending__"),
  })
  const list = (
    <section>
      <button type="button" onClick={() => home.startConversation()}>New conversation</button>
      <For each={home.conversations}>
        {(conversation) => (
          <button type="button" onClick={() => home.openConversation(conversation.id)}>
            {conversation.title ?? conversation.lastTimelineItem?.text ?? "Conversation"}
          </button>
        )}
      </For>
    </section>
  )
  return (
    <Show when={conversationId()} keyed fallback={list}>
      {(id) => <Thread conversationId={id} onBack={() => setConversationId(null)} />}
    </Show>
  )
}

/** A support shell of your own. Render it once below `SupportProvider`, instead of `Support`. */
export const OwnShell = () => {
  const support = useSupportConfig()
  return (
    <>
      <Primitives.Trigger class="own-trigger">
        {(trigger) => (trigger.unreadCount > 0 ? `Help (${trigger.unreadCount})` : "Help")}
      </Primitives.Trigger>
      <Primitives.Window
        class="own-window"
        aria-label="Support"
        isOpen={support.isOpen}
        onOpenChange={(wanted) => (wanted ? support.open() : support.close())}
      >
        <Inside />
      </Primitives.Window>
    </>
  )
}
