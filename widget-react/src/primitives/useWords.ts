import { wantsWords, type Words, wordsOf } from "@cossistant/core/primitives/words"
import { useContext } from "react"
import { TextContext } from "../TextContext.ts"
import { useLateText } from "../useLateText.ts"
import { SpeechContext } from "../useTextOptions.ts"

/**
 * The sentences of a primitive: those of the `Support` or `SupportProvider` around it, in its language and the host's own
 * words, loaded when a primitive first wants them. English until then, on a server, and outside a provider.
 */
export const useWords = (): Words => {
  const { isComplete, text } = useContext(TextContext)
  const speech = useContext(SpeechContext)
  const late = useLateText(speech, !isComplete && wantsWords(speech))
  return wordsOf(isComplete ? text : late, speech)
}
