import type {} from "@cossistant/core" // some TypeScript versions add only to a module that is imported
import { Support, type SupportHomePageSlotProps, useSupportNavigation } from "@cossistant/solid"
import { For, Show } from "solid-js"

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
const HelpHome = (props: SupportHomePageSlotProps) => {
  const navigation = useSupportNavigation()
  return (
    <section class={props.className}>
      <h2>How can we help?</h2>
      <ul>
        <For each={articles}>
          {({ id, title }) => (
            <li>
              <button type="button" onClick={() => navigation.navigate({ page: "ARTICLE", params: { articleId: id } })}>{title}</button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.lastOpenConversation}>
        {(last) => <button type="button" onClick={() => props.openConversation(last().id)}>Continue your conversation</button>}
      </Show>
      <button type="button" onClick={() => props.startConversation()}>Ask a person</button>
    </section>
  )
}

const Article = (props: { params?: { articleId: string } }) => {
  const navigation = useSupportNavigation()
  const article = () => articles.find(({ id }) => id === props.params?.articleId)
  const ask = () => navigation.navigate({
    page: "CONVERSATION",
    params: { conversationId: "__pending__", initialMessage: `I read “${article()?.title}” and still need help.` },
  })
  return (
    <article>
      <button type="button" onClick={() => navigation.goBack()}>Back</button>
      <h2>{article()?.title ?? "This article is gone"}</h2>
      <p>{article()?.text}</p>
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
