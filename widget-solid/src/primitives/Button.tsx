import { type JSX, mergeProps, splitProps } from "solid-js"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"

export type ButtonProps = PartProps<"button">

/** A button that never submits a form by itself. */
export const Button = (props: ButtonProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  return useRenderElement("button", part, { props: mergeProps({ type: "button" }, rest) })
}
