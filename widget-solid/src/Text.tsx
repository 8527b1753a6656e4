import type { TextArguments, TextKey } from "@cossistant/core/text/TextKey"
import { type JSX, splitProps } from "solid-js"
import { Dynamic } from "solid-js/web"
import { useSupportText } from "./useSupportText.ts"

/** `variables` is required, optional or absent, as the key wants. */
export type TextProps<K extends TextKey> = Omit<JSX.HTMLAttributes<HTMLElement>, "children"> & {
  textKey: K
  /** The element to draw; default `span`. */
  as?: keyof JSX.IntrinsicElements | undefined
} & (TextArguments<K> extends [] ? { variables?: undefined }
  : TextArguments<K> extends [variables: infer V] ? { variables: V }
  : { variables?: TextArguments<K>[0] })

interface AnyTextProps extends JSX.HTMLAttributes<HTMLElement> {
  readonly textKey: TextKey
  readonly as?: string
  readonly variables?: object
}

/** A sentence of the widget in the language it speaks. `data-key-name` tells which. Throws outside `SupportProvider`. */
export const Text = <K extends TextKey>(props: TextProps<K>): JSX.Element => {
  // The props' type has paired key and variables.
  const text = useSupportText() as (key: TextKey, variables?: object) => string
  const [own, rest] = splitProps(props as unknown as AnyTextProps, ["as", "textKey", "variables"])
  return <Dynamic component={own.as ?? "span"} {...rest} data-key-name={own.textKey}>{text(own.textKey, own.variables)}</Dynamic>
}
