import { Support, type SupportHomePageSlotProps, useSupportNavigation } from "@cossistant/react"
import "../help-centre.css"

const articles = [
  { id: "descale", title: "Descaling a kettle", text: "Half vinegar, half water, boil, wait, rinse twice." },
  { id: "warranty", title: "What the warranty covers", text: "Everything but drops, for three years." },
]

declare module "@cossistant/react" {
  interface RouteRegistry {
    ARTICLE: { articleId: string }
  }
}

/** Articles first; a person is one button away. */
function HelpHome({ className, lastOpenConversation, openConversation, startConversation }: SupportHomePageSlotProps) {
  const { navigate } = useSupportNavigation()
  return (
    <section className={`help ${className ?? ""}`}>
      <h2 className="help-title">How can we help?</h2>
      <ul className="help-list">
        {articles.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className="help-button" onClick={() => navigate({ page: "ARTICLE", params: { articleId: id } })}>{title}</button>
          </li>
        ))}
      </ul>
      {lastOpenConversation && (
        <button type="button" className="help-button" onClick={() => openConversation(lastOpenConversation.id)}>Continue your conversation</button>
      )}
      <button type="button" className="help-button" onClick={() => startConversation()}>Ask a person</button>
    </section>
  )
}

function Article({ params }: { params?: { articleId: string } }) {
  const { navigate } = useSupportNavigation()
  const article = articles.find(({ id }) => id === params?.articleId)
  const ask = () => navigate({
    page: "CONVERSATION",
    params: { conversationId: "__pending__", initialMessage: `I read “${article?.title}” and still need help.` },
  })
  return (
    <article className="help">
      <h2 className="help-title">{article?.title ?? "This article is gone"}</h2>
      <p>{article?.text}</p>
      <button type="button" className="help-button" onClick={ask}>This didn’t help</button>
    </article>
  )
}

/** The default widget with a help centre as its first screen. */
export const HelpCentre = () => (
  <Support slots={{ homePage: HelpHome }}>
    <Support.Page name="ARTICLE" component={Article} />
  </Support>
)
