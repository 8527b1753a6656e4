import { createText } from "@cossistant/core/text/createText"
import type { Dictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { useContext, useMemo } from "react"
import { SupportScopeContext } from "./SupportScope.ts"
import { TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { useTextOptions } from "./useTextOptions.ts"

const loadDictionaries = () => import("@cossistant/core/text/dictionaries")

const nothing = async (): Promise<Dictionaries> => ({})

/** Says nothing where a sentence isn't here yet: a key is no text to show. */
const silent = (text: SupportText): SupportText => {
  const speak = (key: string, variables?: object): string => {
    // By name only, as a host may call it.
    const sentence = (text as (key: string, variables?: object) => string)(key, variables)
    return sentence === key ? "" : sentence
  }
  return Object.assign(speak as SupportText, { locale: text.locale })
}

/**
 * The formatter of the widget's sentences: `text("page.home.greeting", { visitorName })`. In a `Support` it speaks that
 * one's `locale` and `content`; outside, the visitor's language, and it says nothing until the dictionary is loaded.
 * Throws outside `SupportProvider`.
 */
export const useSupportText = (): SupportText => {
  const { isComplete, text } = useContext(TextContext)
  const own = useTextOptions(undefined, undefined)
  const options = useContext(SupportScopeContext)?.textOptions ?? own
  const module = useChunk(loadDictionaries, !isComplete)
  const languages = [options.locale, ...options.languages]
  const load = module?.dictionariesFor(languages) ?? nothing
  const dictionaries = useChunk<Dictionaries>(load, module !== null) ?? module?.heldDictionaries(languages)
  return useMemo(() => {
    if (isComplete) return text
    if (dictionaries === undefined) return silent(createText({ ...options, dictionaries: {} }))
    return createText({ ...options, dictionaries })
  }, [isComplete, text, options, dictionaries])
}
