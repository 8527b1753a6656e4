import { loadConversations } from "@cossistant/core/documented/conversationHistoryPage"
import {
  disabledHomePage, type HomePage, homePage, homePageActions, type HomePageActions, type HomePageCallbacks
} from "@cossistant/core/documented/homePage"
import { createEffect, createMemo } from "solid-js"
import { layered } from "../props.ts"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useStored } from "./useStored.ts"
import { useWatched } from "./useWatched.ts"

export interface UseHomePageOptions extends HomePageCallbacks {
  /** False asks for nothing and shows nothing. Default true. */
  readonly enabled?: boolean | undefined
}
export interface UseHomePageReturn extends Readonly<HomePage>, Readonly<HomePageActions> {}

/**
 * What a home page of one's own needs: the conversations, and ways to begin and open one. Where a callback isn't given,
 * the widget goes there itself. Throws outside `SupportProvider`.
 */
export const useHomePage = (options: MaybeAccessor<UseHomePageOptions> = {}): UseHomePageReturn => {
  const widget = useWidget()
  const isEnabled = createMemo(() => read(options).enabled ?? true)
  const page = useStored(useWatched((state) => isEnabled() ? homePage(state) : disabledHomePage))
  createEffect(() => {
    if (isEnabled()) loadConversations(widget, 0).catch(() => {})
  })
  return layered(page, homePageActions(widget, () => read(options)))
}
