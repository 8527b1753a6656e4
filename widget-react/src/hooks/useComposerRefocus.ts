import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react"

export interface UseComposerRefocusOptions {
  disabled: boolean
  hasContent: boolean
  isSubmitting: boolean
}
export interface UseComposerRefocusReturn {
  inputRef: RefObject<HTMLTextAreaElement | null>
  focusComposer: () => void
}

/** Keeps the keyboard in the composer: once a sent text has emptied the field, it gets the focus back. */
export const useComposerRefocus = ({ disabled, hasContent, isSubmitting }: UseComposerRefocusOptions): UseComposerRefocusReturn => {
  const inputRef = useRef<HTMLTextAreaElement>(null)
  const before = useRef({ hasContent, isSubmitting })
  const focusComposer = useCallback(() => inputRef.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    const was = before.current
    before.current = { hasContent, isSubmitting }
    const isEmptied = was.hasContent && !hasContent
    const isSent = was.isSubmitting && !isSubmitting && !hasContent
    if (!disabled && (isEmptied || isSent)) focusComposer()
  }, [disabled, hasContent, isSubmitting, focusComposer])
  return useMemo(() => ({ inputRef, focusComposer }), [focusComposer])
}
