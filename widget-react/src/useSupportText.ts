import { textOf } from "@cossistant/core/text/createText"
import { type Dictionaries, dictionariesFor, heldDictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { useContext } from "react"
import { TextContext } from "./TextContext.ts"
import { useChunk } from "./useChunk.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"
import { useWidget } from "./WidgetContext.ts"

/**
 * The formatter of the widget's sentences: `text("page.home.greeting", { visitorName })`. It speaks the `locale` and
 * `content` of the `Support` or the provider around it, else the visitor's language. English is there at once, on a server
 * too; another language follows as soon as it is loaded. Throws outside `SupportProvider`.
 */
export const useSupportText = (): SupportText => {
  useWidget()
  const { isComplete, text } = useContext(TextContext)
  const options = useSaid()
  const tags = tagsOf(options)
  const dictionaries = useChunk<Dictionaries>(dictionariesFor(tags), !isComplete) ?? heldDictionaries(tags)
  return isComplete ? text : textOf(options, dictionaries)
}
