import { createText } from "@cossistant/core/text/createText"
import { type Dictionaries, dictionariesFor, heldDictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { useContext, useMemo } from "react"
import { SupportScopeContext } from "./SupportScope.ts"
import { TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { useTextOptions } from "./useTextOptions.ts"

/**
 * The formatter of the widget's sentences: `text("page.home.greeting", { visitorName })`. In a `Support` it speaks that
 * one's `locale` and `content`; outside, the visitor's language. English is there at once, on a server too; another
 * language follows as soon as it is loaded. Throws outside `SupportProvider`.
 */
export const useSupportText = (): SupportText => {
  const { isComplete, text } = useContext(TextContext)
  const own = useTextOptions(undefined, undefined)
  const options = useContext(SupportScopeContext)?.textOptions ?? own
  const languages = [options.locale, ...options.languages]
  const dictionaries = useChunk<Dictionaries>(dictionariesFor(languages), !isComplete) ?? heldDictionaries(languages)
  return useMemo(() => isComplete ? text : createText({ ...options, dictionaries }), [isComplete, text, options, dictionaries])
}
