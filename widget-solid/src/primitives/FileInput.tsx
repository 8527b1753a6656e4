import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { createEffect, createSignal, type JSX, mergeProps, onCleanup, splitProps } from "solid-js"
import { callHandler } from "./callHandler.ts"
import { mergeRefs } from "./mergeRefs.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"

export interface FileInputProps extends PartProps<"input"> {
  readonly onFileSelect?: ((files: Array<File>) => void) | undefined
  /** The older name of `onFileSelect`. */
  readonly onFilesSelected?: ((files: Array<File>) => void) | undefined
  /** Of one choice or drop only so many are taken. */
  readonly maxFiles?: number | undefined
  /** Where files may be dropped: it carries `data-dropping` while they hover. Default: the element around the input. */
  readonly dropArea?: HTMLElement | null | undefined
}

/** A file picker whose surroundings take dropped files too. The same file can be chosen again. */
export const FileInput = (props: FileInputProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["dropArea", "maxFiles", "multiple", "onChange", "onFileSelect", "onFilesSelected", "ref"])
  const [input, setInput] = createSignal<HTMLInputElement | null>(null)
  const takesMany = () => own.multiple ?? own.maxFiles !== 1
  const take = (files: ReadonlyArray<File>) => {
    const taken = files.slice(0, takesMany() ? own.maxFiles : 1)
    if (taken.length === 0) return
    own.onFileSelect?.(taken)
    own.onFilesSelected?.(taken)
  }
  createEffect(() => {
    const area = own.dropArea ?? input()?.parentElement
    if (!props.disabled && area) onCleanup(acceptDrops(area, take))
  })
  return useRenderElement("input", part, {
    props: mergeProps({ accept: uploadRules.mediaTypes.join(",") }, rest, {
      type: "file",
      get multiple() { return takesMany() },
      ref: mergeRefs<HTMLInputElement>(own.ref, setInput),
      onChange: (event: Event & { readonly currentTarget: HTMLInputElement }) => {
        callHandler(own.onChange, event)
        const files = [...event.currentTarget.files ?? []]
        event.currentTarget.value = ""
        take(files)
      }
    })
  })
}
