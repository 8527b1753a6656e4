import { rareIcons } from "@cossistant/core/theme/rareIcons"
import type { JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Footer } from "./Footer.tsx"

/** Help to read, reached by `navigate({ page: "ARTICLES" })`: there is none in this version, which it says, and how to ask. */
export const ArticlesPage = (): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  return (
    <div class="co-page co-articles" data-slot="articles-page" data-page="ARTICLES">
      <div class="co-scroll co-empty">
        <Icon path={rareIcons.articles} />
        <h2 class="co-empty-title">{text("page.articles.title")}</h2>
        <p>{text("page.articles.empty")}</p>
      </div>
      <div class="co-actions">
        <button type="button" class="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
      <Footer page="ARTICLES" />
    </div>
  )
}
