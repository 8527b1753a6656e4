import { waitForLanguage } from "@cossistant/core/text/languages"
import { useRef } from "react"
import { useChunk } from "./useChunk.ts"
import { tagsOf, useSaid } from "./useTextOptions.ts"

/**
 * Whether the sentences of the language in force are here, so that none is seen in another first; true as well when they
 * couldn't be loaded for a while. Once true it stays so: what is shown isn't taken away.
 */
export const useSpoken = (isWanted: boolean): boolean => {
  const tags = tagsOf(useSaid())
  const wasSpoken = useRef(false)
  const isSpoken = useChunk(waitForLanguage(tags), isWanted && !wasSpoken.current)
  if (isWanted && isSpoken === true) wasSpoken.current = true
  return wasSpoken.current
}
