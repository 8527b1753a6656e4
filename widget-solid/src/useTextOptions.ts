import type { TextOptions } from "@cossistant/core/text/createText"
import { localeChain } from "@cossistant/core/text/localeChain"
import { contextOf } from "@cossistant/core/text/TextContext"
import type { SupportTextContentOverrides } from "@cossistant/core/text/TextKey"
import type { WidgetState } from "@cossistant/core/widget/WidgetState"
import { type Accessor, createContext, createMemo, createSignal, onMount, useContext } from "solid-js"
import { useValue } from "./useView.ts"

/** What is known about the language to speak, and the host's own words. */
export type Speech = Omit<TextOptions, "dictionaries">

/** As the nearest of `SupportProvider`, `Support` and `Feedback` says it; undefined outside a provider. */
export const SpeechContext = /* @__PURE__ */ createContext<Accessor<Speech>>()

const websiteOf = ({ website }: WidgetState) => website.value
const unsaid: Speech = { languages: [] }

/**
 * What is known of the reader of this page. The browser's own languages count only after hydration, as the server can't know
 * it. Who is there is followed by the sentences that ask.
 */
export const useSpeech = (): Accessor<Speech> => {
  const website = useValue(websiteOf)
  const [browser, setBrowser] = createSignal<ReadonlyArray<string> | null>(null)
  onMount(() => setBrowser(navigator.languages))
  // Compared as a whole: the site says of most visitors what their browser says.
  const tags = createMemo(() => localeChain([website()?.visitor?.language, ...browser() ?? []]).join())
  return createMemo(() => ({
    languages: tags().split(","),
    context: () => contextOf(website()),
    ...(browser() !== null && { now: () => new Date() })
  }))
}

/** What is said around a part. */
export const useSaid = (): Accessor<Speech> => useContext(SpeechContext) ?? (() => unsaid)

/** `above` with what is said here; where nothing is said, it holds. Words are the host's key by key. */
export const useTextOptions = (
  above: Accessor<Speech>,
  locale: () => string | undefined,
  content: () => SupportTextContentOverrides | undefined
): Accessor<Speech> =>
  createMemo(() => ({ ...above(), locale: locale() ?? above().locale, overrides: { ...above().overrides, ...content() } }))

/** All languages it may be, best first. */
export const tagsOf = ({ languages, locale }: Speech): TextOptions["languages"] => [locale, ...languages]
