import { textOf } from "@cossistant/core/text/createText"
import { dictionariesFor, heldDictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { createMemo, useContext } from "solid-js"
import { followText, TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"
import { useWidget } from "./WidgetContext.ts"

/**
 * The formatter of the widget's sentences: `text("page.home.greeting", { visitorName })`, read anew on each call. It speaks
 * the `locale` and `content` of the `Support` or the provider around it, else the visitor's language. English is there at
 * once, on a server too; another language follows as soon as it is loaded. Throws outside `SupportProvider`.
 */
export const useSupportText = (): SupportText => {
  useWidget()
  const { isComplete, text } = useContext(TextContext)
  const speech = useSaid()
  if (isComplete) return followText(text)
  const loaded = useChunk(() => dictionariesFor(tagsOf(speech())))
  return followText(createMemo(() => textOf(speech(), loaded() ?? heldDictionaries(tagsOf(speech())))))
}
