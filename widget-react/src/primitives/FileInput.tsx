"use client"
import { acceptDrops } from "@cossistant/core/dom/acceptFiles"
import { uploadRules } from "@cossistant/core/uploads/uploadRules"
import { type ChangeEvent, forwardRef, type RefObject, useEffect, useRef, useState } from "react"
import { useMergeRefs } from "./mergeRefs.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"

export interface FileInputProps extends PartProps<"input"> {
  readonly onFileSelect?: ((files: Array<File>) => void) | undefined
  /** The older name of `onFileSelect`. */
  readonly onFilesSelected?: ((files: Array<File>) => void) | undefined
  /** Of one choice or drop only so many are taken. */
  readonly maxFiles?: number | undefined
  /** Where files may be dropped: it carries `data-dropping` while they hover. Default: the element around the input. */
  readonly dropArea?: RefObject<HTMLElement | null> | undefined
}

/** A file picker whose surroundings take dropped files too. The same file can be chosen again. */
export const FileInput = forwardRef<HTMLInputElement, FileInputProps>((
  { accept = uploadRules.mediaTypes.join(","), asChild, children, className, dropArea, maxFiles, multiple = maxFiles !== 1, onFileSelect, onFilesSelected, ...props },
  ref
) => {
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  const take = (files: ReadonlyArray<File>) => {
    const taken = files.slice(0, multiple ? maxFiles : 1)
    if (taken.length === 0) return
    onFileSelect?.(taken)
    onFilesSelected?.(taken)
  }
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  const { disabled = false } = props
  useEffect(() => {
    const area = dropArea?.current ?? input?.parentElement
    if (!disabled && area) return acceptDrops(area, (files) => latest.current(files))
  }, [input, dropArea, disabled])
  return useRenderElement("input", { asChild, children, className }, {
    ref: useMergeRefs(ref, setInput),
    props: {
      ...props, type: "file", accept, multiple,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        props.onChange?.(event)
        const files = [...event.target.files ?? []]
        event.target.value = ""
        take(files)
      }
    }
  })
})
