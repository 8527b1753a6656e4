import type { TextArguments, TextKey } from "@cossistant/core/text/TextKey"
import { createElement, forwardRef, type HTMLAttributes, type JSX, type ReactElement, type Ref, type RefAttributes } from "react"
import { useSupportText } from "./useSupportText.ts"

/** `variables` is required, optional or absent, as the key wants. */
export type TextProps<K extends TextKey> = Omit<HTMLAttributes<HTMLElement>, "children"> & {
  textKey: K
  /** The element to draw; default `span`. */
  as?: keyof JSX.IntrinsicElements | undefined
} & (TextArguments<K> extends [] ? { variables?: undefined }
  : TextArguments<K> extends [variables: infer V] ? { variables: V }
  : { variables?: TextArguments<K>[0] })

interface AnyTextProps extends HTMLAttributes<HTMLElement> {
  readonly textKey: TextKey
  readonly as?: string
  readonly variables?: object
}

const Any = ({ as = "span", textKey, variables, ...rest }: AnyTextProps, ref: Ref<HTMLElement>): ReactElement => {
  // The props' type has paired key and variables.
  const text = useSupportText() as (key: TextKey, variables?: object) => string
  return createElement(as, { ...rest, ref, "data-key-name": textKey }, text(textKey, variables))
}

/** A sentence of the widget in the language it speaks. `data-key-name` tells which. Throws outside `SupportProvider`. */
export const Text = /* @__PURE__ */ forwardRef(Any) as unknown as // forwardRef forgets that it is generic
  <K extends TextKey>(props: TextProps<K> & RefAttributes<HTMLElement>) => ReactElement
