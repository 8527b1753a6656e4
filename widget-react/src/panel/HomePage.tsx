import { icons } from "@cossistant/core/theme/icons"
import { homeView } from "@cossistant/core/widget/homeView"
import { type ReactElement } from "react"
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
export const HomePage = (): ReactElement => {
  const { onRaised } = useRaised()
  const { attributes, classNames } = usePart("homePage")
  const widget = useWidget()
  const text = useText()
  const { greetingName, isLoading, latest, otherCount, problem, quickOptions, websiteName } = useView(homeView)
  return (
    <div {...attributes} className={classNames("co-page")} data-slot="home-page" data-page="HOME">
      {problem && <Notice problem={problem} />}
      <div className="co-scroll" onScroll={(event) => onRaised(event.currentTarget.scrollTop > 1)}>
        <div className="co-home">
          <h2 className="co-greeting">
            <span>{text("page.home.greeting", { visitorName: greetingName })}</span>
            <span>{text("page.home.tagline", { websiteName })}</span>
          </h2>
          {isLoading && <Skeleton shapes={["card"]} />}
          {latest !== null && (
            <section className="co-section" aria-label={text("page.home.continue")} aria-live="polite">
              <div className="co-card"><ConversationCard card={latest} /></div>
              {otherCount > 0 && (
                <button type="button" className="co-link" onClick={() => widget.navigate({ page: "CONVERSATION_HISTORY" })}>
                  <Icon path={icons.history} size={16} />
                  {text("page.home.history.more", { count: otherCount })}
                </button>
              )}
            </section>
          )}
          {quickOptions.length > 0 && (
            <section className="co-section">
              <h3 className="co-section-title">{text("page.home.quickOptions")}</h3>
              <ul className="co-list">
                {quickOptions.map((question) => (
                  <li key={question}>
                    <button type="button" className="co-row" onClick={() => widget.startConversation(question)}>
                      <bdi>{question}</bdi>
                      <Icon path={icons.forward} size={16} isMirrored />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <div className="co-actions">
        <button type="button" className="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
      <Footer page="HOME" />
    </div>
  )
}
