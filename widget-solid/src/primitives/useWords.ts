import { wantsWords, type Words, wordsOf } from "@cossistant/core/primitives/words"
import { createMemo, useContext } from "solid-js"
import { followText, TextContext } from "../TextContext.ts"
import { useLateText } from "../useLateText.ts"
import { SpeechContext, useSaid } from "../useTextOptions.ts"

/**
 * The sentences of a primitive, read anew on each call: those of the `Support` or `SupportProvider` around it, in its
 * language and the host's own words, loaded when a primitive first wants them. English until then, on a server, and
 * outside a provider.
 */
export const useWords = (): Words => {
  const { isComplete, text } = useContext(TextContext)
  const isSpoken = useContext(SpeechContext) !== undefined
  const speech = useSaid()
  if (isComplete) return followText(createMemo(() => wordsOf(text(), speech())))
  if (!isSpoken) return wordsOf(null, null)
  const late = useLateText(speech, () => wantsWords(speech()))
  return followText(createMemo(() => wordsOf(late(), speech())))
}
