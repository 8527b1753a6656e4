import { useCallback, useEffect, useRef, useState } from "react"

/** Milliseconds that "copied" is said. */
const saidFor = 1_800

/** Copies `text` and says so for a moment. Refused by the browser, nothing is said: the text can still be selected. */
export const useCopied = (text: string): { readonly hasCopied: boolean; readonly onCopy: () => void } => {
  const [hasCopied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const onCopy = useCallback(() => {
    // Absent on plain http pages.
    const clipboard: Clipboard | undefined = navigator.clipboard
    clipboard?.writeText(text).then(() => {
      setCopied(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setCopied(false), saidFor)
    }, () => {})
  }, [text])
  return { hasCopied, onCopy }
}
