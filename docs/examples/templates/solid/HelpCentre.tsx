import { Support, type SupportHomePageSlotProps, useSupportNavigation } from "@cossistant/solid"
import { For, Show } from "solid-js"
import "../help-centre.css"

const articles = [
  { id: "descale", title: "Descaling a kettle", text: "Half vinegar, half water, boil, wait, rinse twice." },
  { id: "warranty", title: "What the warranty covers", text: "Everything but drops, for three years." },
]

declare module "@cossistant/solid" {
  interface RouteRegistry {
    ARTICLE: { articleId: string }
  }
}

/** Articles first; a person is one button away. */
const HelpHome = (props: SupportHomePageSlotProps) => {
  const navigation = useSupportNavigation()
  return (
    <section class={`help ${props.className ?? ""}`}>
      <h2 class="help-title">How can we help?</h2>
      <ul class="help-list">
        <For each={articles}>
          {({ id, title }) => (
            <li>
              <button type="button" class="help-button" onClick={() => navigation.navigate({ page: "ARTICLE", params: { articleId: id } })}>{title}</button>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.lastOpenConversation}>
        {(last) => <button type="button" class="help-button" onClick={() => props.openConversation(last().id)}>Continue your conversation</button>}
      </Show>
      <button type="button" class="help-button" onClick={() => props.startConversation()}>Ask a person</button>
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
    <article class="help">
      <h2 class="help-title">{article()?.title ?? "This article is gone"}</h2>
      <p>{article()?.text}</p>
      <button type="button" class="help-button" onClick={ask}>This didn’t help</button>
    </article>
  )
}

/** The default widget with a help centre as its first screen. */
export const HelpCentre = () => (
  <Support slots={{ homePage: HelpHome }}>
    <Support.Page name="ARTICLE" component={Article} />
  </Support>
)
