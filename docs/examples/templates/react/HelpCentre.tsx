import type {} from "@cossistant/core" // some TypeScript versions add only to a module that is imported
import { Support, type SupportHomePageSlotProps, useSupportNavigation } from "@cossistant/react"

const articles = [
  { id: "descale", title: "Descaling a kettle", text: "Half vinegar, half water, boil, wait, rinse twice." },
  { id: "warranty", title: "What the warranty covers", text: "Everything but drops, for three years." },
]

declare module "@cossistant/core" {
  interface RouteRegistry {
    ARTICLE: { articleId: string }
  }
}

/** Articles first; a person is one button away. */
function HelpHome({ className, lastOpenConversation, openConversation, startConversation }: SupportHomePageSlotProps) {
  const { navigate } = useSupportNavigation()
  return (
    <section className={className}>
      <h2>How can we help?</h2>
      <ul>
        {articles.map(({ id, title }) => (
          <li key={id}>
            <button type="button" onClick={() => navigate({ page: "ARTICLE", params: { articleId: id } })}>{title}</button>
          </li>
        ))}
      </ul>
      {lastOpenConversation && (
        <button type="button" onClick={() => openConversation(lastOpenConversation.id)}>Continue your conversation</button>
      )}
      <button type="button" onClick={() => startConversation()}>Ask a person</button>
    </section>
  )
}

function Article({ params }: { params?: { articleId: string } }) {
  const { goBack, navigate } = useSupportNavigation()
  const article = articles.find(({ id }) => id === params?.articleId)
  const ask = () => navigate({
    page: "CONVERSATION",
    params: { conversationId: "__pending__", initialMessage: `I read “${article?.title}” and still need help.` },
  })
  return (
    <article>
      <button type="button" onClick={goBack}>Back</button>
      <h2>{article?.title ?? "This article is gone"}</h2>
      <p>{article?.text}</p>
      <button type="button" onClick={ask}>This didn’t help</button>
    </article>
  )
}

/** The default widget with a help centre as its first screen. */
export const HelpCentre = () => (
  <Support slots={{ homePage: HelpHome }}>
    <Support.Page name="ARTICLE" component={Article} />
  </Support>
)
