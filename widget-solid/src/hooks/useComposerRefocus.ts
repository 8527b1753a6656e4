import { createEffect } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

export interface UseComposerRefocusOptions {
  readonly disabled: boolean
  readonly hasContent: boolean
  readonly isSubmitting: boolean
}
export interface UseComposerRefocusReturn {
  /** `ref={refocus.inputRef}` on the field. */
  readonly inputRef: (field: HTMLTextAreaElement) => void
  readonly focusComposer: () => void
}

/** Keeps the keyboard in the composer: once a sent text has emptied the field, it gets the focus back. */
export const useComposerRefocus = (options: MaybeAccessor<UseComposerRefocusOptions>): UseComposerRefocusReturn => {
  let field: HTMLTextAreaElement | undefined
  const focusComposer = () => field?.focus({ preventScroll: true })
  createEffect<UseComposerRefocusOptions | undefined>((was) => {
    const { disabled, hasContent, isSubmitting } = read(options)
    const isEmptied = was?.hasContent === true && !hasContent
    const isSent = was?.isSubmitting === true && !isSubmitting && !hasContent
    if (!disabled && (isEmptied || isSent)) focusComposer()
    return { disabled, hasContent, isSubmitting }
  })
  return {
    inputRef: (element) => {
      field = element
    },
    focusComposer
  }
}
