import { makeCopier } from "@cossistant/core/primitives/copier"
import { useCallback, useEffect, useState } from "react"

/** Copies `text` and says so for a moment. Refused by the browser, nothing is said: the text can still be selected. */
export const useCopied = (text: string): { readonly hasCopied: boolean; readonly onCopy: () => void } => {
  const [hasCopied, setCopied] = useState(false)
  const [copier] = useState(() => makeCopier(setCopied))
  useEffect(() => copier.end, [copier])
  const onCopy = useCallback(() => copier.copy(text), [copier, text])
  return { hasCopied, onCopy }
}
