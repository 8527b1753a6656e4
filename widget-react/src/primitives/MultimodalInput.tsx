"use client"
import { filesOf } from "@cossistant/core/dom/acceptFiles"
import { growField } from "@cossistant/core/dom/growField"
import { isSendKey } from "@cossistant/core/dom/isSendKey"
import { type ChangeEvent, type ClipboardEvent, forwardRef, type KeyboardEvent, useEffect, useId, useRef } from "react"
import { useMergeRefs } from "./mergeRefs.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"

export interface MultimodalInputProps extends Omit<PartProps<"textarea">, "onChange" | "onSubmit" | "value" | "children"> {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Enter. Shift+Enter, and Enter while an input method composes, don't submit. */
  readonly onSubmit?: (() => void) | undefined
  /** Files were pasted. */
  readonly onFileSelect?: ((files: Array<File>) => void) | undefined
  /** Shown below the field and announced with it. */
  readonly error?: Error | null | undefined
  readonly children?: PartProps<"textarea">["children"]
}

/** A field for a message that grows with it. With an error it is followed by the error's text, under an id of its own. */
export const MultimodalInput = forwardRef<HTMLTextAreaElement, MultimodalInputProps>((
  { asChild, children, className, error, onChange, onFileSelect, onSubmit, value, ...props }, ref
) => {
  const field = useRef<HTMLTextAreaElement>(null)
  const errorId = `multimodal-input-error-${useId()}`
  useEffect(() => {
    if (field.current !== null) growField(field.current)
  }, [value])
  const element = useRenderElement("textarea", { asChild, children, className }, {
    ref: useMergeRefs(ref, field),
    props: {
      rows: 1,
      ...props,
      value,
      "aria-invalid": error ? true : props["aria-invalid"],
      "aria-describedby": [props["aria-describedby"], error && errorId].filter(Boolean).join(" ") || undefined,
      onChange: (event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value),
      onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => {
        props.onKeyDown?.(event)
        if (onSubmit === undefined || event.defaultPrevented || !isSendKey(event.nativeEvent)) return
        event.preventDefault()
        onSubmit()
      },
      onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => {
        props.onPaste?.(event)
        if (onFileSelect === undefined || event.defaultPrevented) return
        const files = filesOf(event.clipboardData)
        if (files.length === 0) return
        event.preventDefault()
        onFileSelect([...files])
      }
    }
  })
  return (
    <>
      {element}
      {error ? <span id={errorId} role="alert" data-multimodal-input-error="">{error.message}</span> : null}
    </>
  )
})

/** The older name. */
export const Input = MultimodalInput
