import type { TextOptions } from "@cossistant/core/text/createText"
import { localeChain } from "@cossistant/core/text/localeChain"
import { contextOf } from "@cossistant/core/text/TextContext"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { Widget } from "@cossistant/core/widget/widget"
import { createContext, useContext, useMemo, useRef, useSyncExternalStore } from "react"
import { useStable } from "./useStable.ts"

/** What is known about the language to speak, and the host's own words. */
export type Speech = Omit<TextOptions, "dictionaries">

/** As the nearest of `SupportProvider`, `Support` and `Feedback` says it; null outside a provider. */
export const SpeechContext = createContext<Speech | null>(null)

const none: SupportTextContentOverrides = {}
const unsaid: Speech = { languages: [] }

/**
 * What is known of the reader of this page. The browser's own languages count only after hydration, as the server can't know
 * it. Who is there counts from when a sentence first asks: nothing is drawn anew for what none speaks of.
 */
export const useSpeech = (widget: Widget): Speech => {
  const websiteOf = () => widget.get().website.value
  const isAsked = useRef(false)
  const website = useSyncExternalStore(widget.subscribe, () => isAsked.current ? websiteOf() : null, () => null)
  // Compared as a whole: the site says of most visitors what their browser says.
  const tagsNow = () => localeChain([websiteOf()?.visitor?.language, ...navigator.languages]).join()
  const tags = useSyncExternalStore(widget.subscribe, tagsNow, () => null)
  return useMemo(() => ({
    languages: tags?.split(",") ?? [],
    context: () => {
      isAsked.current = true
      return contextOf(websiteOf())
    },
    ...(tags !== null && { now: () => new Date() })
  }), [tags, website, widget])
}

/** What is said around a part. */
export const useSaid = (): Speech => useContext(SpeechContext) ?? unsaid

/** `above` with what is said here; where nothing is said, it holds. Words are the host's key by key. */
export const useTextOptions = (
  above: Speech,
  locale: string | undefined,
  content: SupportTextContentOverrides | undefined
): Speech => {
  const own = useStable(content ?? none)
  return useMemo(
    () => ({ ...above, locale: locale ?? above.locale, overrides: { ...above.overrides, ...own } }),
    [above, locale, own]
  )
}

/** All languages it may be, best first. */
export const tagsOf = ({ languages, locale }: Speech): TextOptions["languages"] => [locale, ...languages]
