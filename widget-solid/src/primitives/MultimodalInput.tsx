import { filesOf } from "@cossistant/core/dom/acceptFiles"
import { growField } from "@cossistant/core/dom/growField"
import { isSendKey } from "@cossistant/core/dom/isSendKey"
import { createEffect, createUniqueId, type JSX, mergeProps, Show, splitProps } from "solid-js"
import { callHandler } from "./callHandler.ts"
import { mergeRefs } from "./mergeRefs.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"

export interface MultimodalInputProps extends Omit<PartProps<"textarea">, "onChange" | "onSubmit" | "value"> {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Enter. Shift+Enter, and Enter while an input method composes, don't submit. */
  readonly onSubmit?: (() => void) | undefined
  /** Files were pasted. */
  readonly onFileSelect?: ((files: Array<File>) => void) | undefined
  /** Shown below the field and announced with it. */
  readonly error?: Error | null | undefined
}

/** A field for a message that grows with it. With an error it is followed by the error's text, under an id of its own. */
export const MultimodalInput = (props: MultimodalInputProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, [
    "aria-describedby", "aria-invalid", "error", "onChange", "onFileSelect", "onInput", "onKeyDown", "onPaste", "onSubmit", "ref", "value"
  ])
  let field: HTMLTextAreaElement | undefined
  const errorId = `multimodal-input-error-${createUniqueId()}`
  createEffect(() => {
    const { value } = own
    if (field === undefined) return
    // What a server drew can't hold it.
    if (field.value !== value) field.value = value
    growField(field)
  })
  const keep = (element: HTMLTextAreaElement) => {
    field = element
  }
  return (
    <>
      {useRenderElement("textarea", part, {
        props: mergeProps({ rows: 1 }, rest, {
          ref: mergeRefs<HTMLTextAreaElement>(own.ref, keep),
          get value() { return own.value },
          get "aria-invalid"() { return own.error ? true : own["aria-invalid"] },
          get "aria-describedby"() { return [own["aria-describedby"], own.error && errorId].filter(Boolean).join(" ") || undefined },
          onInput: (event: InputEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
            callHandler(own.onInput, event)
            own.onChange(event.currentTarget.value)
          },
          onKeyDown: (event: KeyboardEvent) => {
            callHandler(own.onKeyDown, event)
            if (own.onSubmit === undefined || event.defaultPrevented || !isSendKey(event)) return
            event.preventDefault()
            own.onSubmit()
          },
          onPaste: (event: ClipboardEvent) => {
            callHandler(own.onPaste, event)
            if (own.onFileSelect === undefined || event.defaultPrevented) return
            const files = filesOf(event.clipboardData)
            if (files.length === 0) return
            event.preventDefault()
            own.onFileSelect([...files])
          }
        })
      })}
      <Show when={own.error}>{(error) => <span id={errorId} role="alert" data-multimodal-input-error="">{error().message}</span>}</Show>
    </>
  )
}

/** The older name. */
export const Input = MultimodalInput
