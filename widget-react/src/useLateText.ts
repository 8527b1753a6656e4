import type { TextOptions } from "@cossistant/core/text/createText"
import type { Dictionaries } from "@cossistant/core/text/dictionaries"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { useMemo } from "react"
import { useChunk } from "./useChunk.ts"

const loadText = () => Promise.all([import("@cossistant/core/text/createText"), import("@cossistant/core/text/dictionaries")])

const nothing = async (): Promise<Dictionaries> => ({})

/** The formatter with every sentence, for a part that seldom needs one: loaded when it is wanted, null until then. */
export const useLateText = (options: Omit<TextOptions, "dictionaries">, isWanted: boolean): SupportText | null => {
  const [text, sentences] = useChunk(loadText, isWanted) ?? []
  const languages = [options.locale, ...options.languages]
  const loaded = useChunk(sentences?.dictionariesFor(languages) ?? nothing, sentences !== undefined)
  const dictionaries = loaded ?? sentences?.heldDictionaries(languages)
  return useMemo(
    () => text === undefined || dictionaries === undefined ? null : text.createText({ ...options, dictionaries }),
    [text, options, dictionaries]
  )
}
