import { type ButtonHTMLAttributes, forwardRef } from "react"
import { useRenderElement } from "./primitives/renderElement.tsx"
import { classes } from "@cossistant/core/dom/slotAttributes"

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Draws the one child in place of a button. */
  asChild?: boolean | undefined
  variant?: "default" | "secondary" | "ghost" | "outline" | "tab" | "tab-selected" | undefined
  size?: "default" | "large" | "small" | "icon" | undefined
}

/** A button that looks like the widget's. Takes a button's attributes. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
  ({ asChild, children, className, size = "default", variant = "default", ...rest }, ref) =>
    useRenderElement("button", { asChild, children, className: classes("co-button", className) }, {
      ref,
      // The default is the widget's main button.
      props: { type: "button", ...rest, "data-variant": variant === "default" ? "primary" : variant, "data-size": size }
    })
)
