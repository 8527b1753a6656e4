import { classes } from "@cossistant/core/dom/slotAttributes"
import { type JSX, mergeProps, splitProps } from "solid-js"
import { classOf } from "./ClassName.ts"
import { type PartProps, useRenderElement } from "./primitives/renderElement.tsx"

export type ButtonProps = PartProps<"button"> & {
  variant?: "default" | "secondary" | "ghost" | "outline" | "tab" | "tab-selected" | undefined
  size?: "default" | "large" | "small" | "icon" | undefined
}

/** A button that looks like the widget's. Takes a button's attributes, `as` and `asChild`. */
export const Button = (props: ButtonProps): JSX.Element => {
  const [own, part, rest] = splitProps(props, ["class", "className", "size", "variant"], ["as", "asChild", "children"])
  const named = mergeProps(part, { get class() { return classes("co-button", classOf(own, {})) } })
  return useRenderElement("button", named, {
    props: mergeProps({ type: "button" }, rest, {
      // The default is the widget's main button.
      get "data-variant"() { return own.variant === undefined || own.variant === "default" ? "primary" : own.variant },
      get "data-size"() { return own.size ?? "default" }
    })
  })
}
