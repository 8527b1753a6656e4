import { createText } from "@cossistant/core/text/createText"
import { dictionariesFor, heldDictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { createMemo, useContext } from "solid-js"
import { SupportScopeContext } from "./SupportScope.ts"
import { followText, TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { useTextOptions } from "./useTextOptions.ts"

/**
 * The formatter of the widget's sentences: `text("page.home.greeting", { visitorName })`, read anew on each call. In a
 * `Support` it speaks that one's `locale` and `content`; outside, the visitor's language. English is there at once, on a
 * server too; another language follows as soon as it is loaded. Throws outside `SupportProvider`.
 */
export const useSupportText = (): SupportText => {
  const { isComplete, text } = useContext(TextContext)
  const own = useTextOptions(() => undefined, () => undefined)
  const options = useContext(SupportScopeContext)?.textOptions ?? own
  if (isComplete) return followText(text)
  const languages = createMemo(() => [options().locale, ...options().languages])
  const loaded = useChunk(() => dictionariesFor(languages()))
  return followText(createMemo(() => createText({ ...options(), dictionaries: loaded() ?? heldDictionaries(languages()) })))
}
