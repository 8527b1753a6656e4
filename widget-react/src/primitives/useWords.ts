import type { SupportText } from "@cossistant/core/text/TextKey"
import { useContext } from "react"
import { TextContext } from "../TextContext.ts"

/** The sentences of the `Support` around, in its language; null outside one, where primitives speak English. */
export const useWords = (): SupportText | null => {
  const { isComplete, text } = useContext(TextContext)
  return isComplete ? text : null
}
