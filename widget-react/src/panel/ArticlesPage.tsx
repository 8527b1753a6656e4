import { icons } from "@cossistant/core/theme/icons"
import type { ReactElement } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { Footer } from "./Footer.tsx"

/** Help to read, reached by `navigate({ page: "ARTICLES" })`: where answers will be, and a way to ask meanwhile. */
export const ArticlesPage = (): ReactElement => {
  const widget = useWidget()
  const text = useText()
  return (
    <div className="co-page co-articles" data-slot="articles-page" data-page="ARTICLES">
      <nav className="co-tabs" aria-label={text("component.navigation.label")}>
        <button type="button" className="co-tab" onClick={widget.goHome}>{text("component.navigation.home")}</button>
        <button type="button" className="co-tab" aria-current="page">{text("component.navigation.articles")}</button>
      </nav>
      <div className="co-scroll co-empty">
        <Icon shapes={icons.articles} />
        <p className="co-empty-title">{text("page.articles.title")}</p>
        <p>{text("page.articles.empty")}</p>
      </div>
      <div className="co-actions">
        <button type="button" className="co-button" data-variant="primary" onClick={() => widget.startConversation()}>
          {text("common.actions.askQuestion")}
        </button>
      </div>
      <Footer page="ARTICLES" />
    </div>
  )
}
