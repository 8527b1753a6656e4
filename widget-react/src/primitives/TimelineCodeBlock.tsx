"use client"
import { languageLabel } from "@cossistant/core/primitives/languageLabel"
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react"
import { useCopied } from "./useCopied.ts"

/** What a code block's function child gets. */
export interface TimelineCodeBlockState {
  readonly code: string
  readonly language: string | undefined
  /** The language as people write it: "TypeScript" of `ts`. */
  readonly languageLabel: string
  /** `language-ts`, as highlighters want it. */
  readonly codeClassName: string | undefined
  readonly fileName: string | undefined
  /** Just copied: true for 1.8 s. */
  readonly hasCopied: boolean
  readonly onCopy: () => void
}

export interface TimelineCodeBlockProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly code: string
  readonly language?: string | undefined
  readonly fileName?: string | undefined
  readonly children?: ReactNode | ((state: TimelineCodeBlockState) => ReactNode)
}

/** Code of a message. Without children it shows the code alone. */
export const TimelineCodeBlock = forwardRef<HTMLDivElement, TimelineCodeBlockProps>((
  { children, code, fileName, language, ...props }, ref
) => {
  const copied = useCopied(code)
  const codeClassName = language === undefined ? undefined : `language-${language}`
  const content = typeof children === "function"
    ? children({ code, language, languageLabel: languageLabel(language), codeClassName, fileName, ...copied })
    : children ?? <pre tabIndex={0}><code className={codeClassName}>{code}</code></pre>
  return <div {...props} ref={ref} data-co-code-block="">{content}</div>
})
