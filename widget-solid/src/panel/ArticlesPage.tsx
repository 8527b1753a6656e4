import { icons } from "@cossistant/core/theme/icons"
import type { JSX } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Footer } from "./Footer.tsx"

/** Help to read, reached by `navigate({ page: "ARTICLES" })`: where answers will be, and a way to ask meanwhile. */
export const ArticlesPage = (): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  return (
    <div class="co-page co-articles" data-slot="articles-page" data-page="ARTICLES">
      <nav class="co-tabs" aria-label={text("component.navigation.label")}>
        <button type="button" class="co-tab" onClick={() => widget.goHome()}>{text("component.navigation.home")}</button>
        <button type="button" class="co-tab" aria-current="page">{text("component.navigation.articles")}</button>
      </nav>
      <div class="co-scroll co-empty">
        <Icon shapes={icons.articles} />
        <p class="co-empty-title">{text("page.articles.title")}</p>
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
