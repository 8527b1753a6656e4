import type { SupportText } from "@cossistant/core/text/TextKey"
import { type Accessor, createMemo } from "solid-js"
import { useChunk } from "./useChunk.ts"
import { type Speech, tagsOf } from "./useTextOptions.ts"

const loadText = () => import("./lateText.ts")

/** The formatter with every sentence, for a part that seldom needs one: loaded when it is wanted, null until then. */
export const useLateText = (speech: Accessor<Speech>, isWanted: () => boolean): Accessor<SupportText | null> => {
  const modules = useChunk(() => isWanted() ? loadText : null)
  const loaded = useChunk(() => modules()?.dictionariesFor(tagsOf(speech())) ?? null)
  return createMemo(() => {
    const text = modules()
    return text && text.textOf(speech(), loaded() ?? text.heldDictionaries(tagsOf(speech())))
  })
}
