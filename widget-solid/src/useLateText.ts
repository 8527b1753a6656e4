import type { TextOptions } from "@cossistant/core/text/createText"
import type { SupportText } from "@cossistant/core/text/TextKey"
import { type Accessor, createMemo } from "solid-js"
import { useChunk } from "./useChunk.ts"

const loadText = () => Promise.all([import("@cossistant/core/text/createText"), import("@cossistant/core/text/dictionaries")])

/** The formatter with every sentence, for a part that seldom needs one: loaded when it is wanted, null until then. */
export const useLateText = (options: Accessor<Omit<TextOptions, "dictionaries">>, isWanted: () => boolean): Accessor<SupportText | null> => {
  const modules = useChunk(() => isWanted() ? loadText : null)
  const languages = createMemo(() => [options().locale, ...options().languages])
  const loaded = useChunk(() => modules()?.[1].dictionariesFor(languages()) ?? null)
  return createMemo(() => {
    const [text, sentences] = modules() ?? []
    if (text === undefined || sentences === undefined) return null
    return text.createText({ ...options(), dictionaries: loaded() ?? sentences.heldDictionaries(languages()) })
  })
}
