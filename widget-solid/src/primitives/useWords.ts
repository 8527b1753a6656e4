import type { SupportText } from "@cossistant/core/text/TextKey"
import { type Accessor, useContext } from "solid-js"
import { TextContext } from "../TextContext.ts"

/** The sentences of the `Support` around, in its language; null outside one, where primitives speak English. */
export const useWords = (): Accessor<SupportText | null> => {
  const { isComplete, text } = useContext(TextContext)
  return () => isComplete ? text() : null
}
