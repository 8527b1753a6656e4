import type { TextOptions } from "@cossistant/core/text/createText"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { Widget } from "@cossistant/core/widget/widget"
import { createContext, useContext, useMemo, useSyncExternalStore } from "react"
import { useStable } from "./useStable.ts"

/** What is known about the language to speak, and the host's own words. */
export type Speech = Omit<TextOptions, "dictionaries">

/** As the nearest of `SupportProvider`, `Support` and `Feedback` says it; null outside a provider. */
export const SpeechContext = createContext<Speech | null>(null)

const never = () => () => {}
const none: SupportTextContentOverrides = {}
const unsaid: Speech = { languages: [] }

/** What is known of the reader of this page. The browser's own languages count only after hydration, as the server can't know it. */
export const useSpeech = (widget: Widget): Speech => {
  const websiteOf = () => widget.get().website.value
  const website = useSyncExternalStore(widget.subscribe, websiteOf, () => null)
  const browser = useSyncExternalStore(never, () => navigator.languages.join(), () => null)
  return useMemo(() => {
    const visitor = website?.visitor ?? null
    return {
      languages: [visitor?.language, ...(browser ?? "").split(",")],
      context: {
        website, visitor, humanAgents: website?.availableHumanAgents ?? [], aiAgents: website?.availableAIAgents ?? []
      },
      ...(browser !== null && { now: () => new Date() })
    }
  }, [browser, website])
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
