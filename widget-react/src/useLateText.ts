import type { SupportText } from "@cossistant/core/text/TextKey"
import type { Dictionaries } from "@cossistant/core/text/dictionaries"
import { useChunk } from "./useChunk.ts"
import { type Speech, tagsOf } from "./useTextOptions.ts"

const loadText = () => import("./lateText.ts")

const nothing = async (): Promise<Dictionaries> => ({})

/** The formatter with every sentence, for a part that seldom needs one: loaded when it is wanted, null until then. */
export const useLateText = (speech: Speech | null, isWanted: boolean): SupportText | null => {
  const text = useChunk(loadText, isWanted)
  const tags = speech === null ? [] : tagsOf(speech)
  const loaded = useChunk(text?.dictionariesFor(tags) ?? nothing, text !== null)
  const dictionaries = text && (loaded ?? text.heldDictionaries(tags))
  return text === null || dictionaries === null || speech === null ? null : text.textOf(speech, dictionaries)
}
