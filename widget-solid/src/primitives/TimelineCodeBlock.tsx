import { languageLabel } from "@cossistant/core/primitives/languageLabel"
import { type JSX, mergeProps, splitProps } from "solid-js"
import { type Classed, classOf } from "../ClassName.ts"
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

export interface TimelineCodeBlockProps
  extends Omit<JSX.IntrinsicElements["div"], "children" | keyof Classed<unknown>>, Classed<TimelineCodeBlockState> {
  readonly code: string
  readonly language?: string | undefined
  readonly fileName?: string | undefined
  readonly children?: JSX.Element | ((state: TimelineCodeBlockState) => JSX.Element)
}

/** Code of a message. Without children it shows the code alone. */
export const TimelineCodeBlock = (props: TimelineCodeBlockProps): JSX.Element => {
  const [own, rest] = splitProps(props, ["children", "class", "className", "code", "fileName", "language"])
  const { hasCopied, onCopy } = useCopied(() => own.code)
  const state: TimelineCodeBlockState = {
    get code() { return own.code },
    get language() { return own.language },
    get languageLabel() { return languageLabel(own.language) },
    get codeClassName() { return own.language === undefined ? undefined : `language-${own.language}` },
    get fileName() { return own.fileName },
    get hasCopied() { return hasCopied() },
    onCopy
  }
  const content = (): JSX.Element => {
    const { children } = own
    return typeof children === "function" && children.length > 0 ? children(state)
      : children as JSX.Element ?? <pre tabIndex={0}><code class={state.codeClassName}>{state.code}</code></pre> // a host's function takes the state
  }
  return <div {...mergeProps(rest, { get class() { return classOf(own, state) } })} data-co-code-block="">{content()}</div>
}
