import { icons } from "@cossistant/core/theme/icons"
import { homeView } from "@cossistant/core/widget/homeView"
import { For, type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { ConversationCard } from "./ConversationCard.tsx"
import { Footer } from "./Footer.tsx"
import { Notice } from "./Notice.tsx"
import { useRaised } from "./RaisedContext.ts"
import { Skeleton } from "./Skeleton.tsx"
import { usePart } from "./usePart.ts"

/** Greeting, the newest conversation to continue, questions to ask with one click, and a way to write. */
export const HomePage = (): JSX.Element => {
  const { onRaised } = useRaised()
  const takeGiven = usePart("homePage")
  const widget = useWidget()
  const text = useText()
  const home = useView(homeView)
  return (
    <div ref={takeGiven} class="co-page" data-slot="home-page" data-page="HOME">
      <Show when={home.problem}>{(problem) => <Notice problem={problem()} />}</Show>
      <div class="co-scroll" onScroll={(event) => onRaised(event.currentTarget.scrollTop > 1)}>
        <div class="co-home">
          <h2 class="co-greeting">
            <span>{text("page.home.greeting", { visitorName: home.greetingName })}</span>
            <span>{text("page.home.tagline", { websiteName: home.websiteName })}</span>
          </h2>
          <Show when={home.isLoading}><Skeleton shapes={["card"]} /></Show>
          <Show when={home.latest}>
            {(latest) => (
              <section class="co-section" aria-label={text("page.home.continue")} aria-live="polite">
                <div class="co-card"><ConversationCard card={latest()} /></div>
                <Show when={home.otherCount > 0}>
                  <button type="button" class="co-link" onClick={() => widget.navigate({ page: "CONVERSATION_HISTORY" })}>
                    <Icon path={icons.history} size={16} />
                    {text("page.home.history.more", { count: home.otherCount })}
                  </button>
                </Show>
              </section>
            )}
          </Show>
          <Show when={home.quickOptions.length > 0}>
            <section class="co-section">
              <h3 class="co-section-title">{text("page.home.quickOptions")}</h3>
              <ul class="co-list">
                <For each={home.quickOptions}>
                  {(question) => (
                    <li>
                      <button type="button" class="co-row" onClick={() => widget.startConversation(question)}>
                        <bdi>{question}</bdi>
                        <Icon path={icons.forward} size={16} isMirrored />
                      </button>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          </Show>
        </div>
      </div>
      <div class="co-actions">
        <button type="button" class="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
      <Footer page="HOME" />
    </div>
  )
}
