import { waitForLanguage } from "@cossistant/core/text/languages"
import { type Accessor, createMemo } from "solid-js"
import { useChunk } from "./useChunk.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"

/**
 * Whether the sentences of the language in force are here, so that none is seen in another first; true as well when they
 * couldn't be loaded for a while. Once true it stays so: what is shown isn't taken away.
 */
export const useSpoken = (isWanted: () => boolean): Accessor<boolean> => {
  const speech = useSaid()
  const isHere = useChunk(() => isWanted() ? waitForLanguage(tagsOf(speech())) : null)
  return createMemo<boolean>((before) => before || isHere() === true, false)
}
