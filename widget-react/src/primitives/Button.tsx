"use client"
import { forwardRef } from "react"
import { type PartProps, useRenderElement } from "./renderElement.tsx"

export type ButtonProps = PartProps<"button">

/** A button that never submits a form by itself. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(({ asChild, children, className, ...props }, ref) =>
  useRenderElement("button", { asChild, children, className }, { ref, props: { type: "button", ...props } }))
