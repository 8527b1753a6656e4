import { classes } from "@cossistant/core/dom/slotAttributes"
import { layered } from "../props.ts"
import { type AnyProps, giveProps } from "./giveProps.ts"

/**
 * Gives an element that is already made what a part's own would have: handlers run both, classes add up, of the rest the
 * element's own win. Call it where what it follows may end, as in a component.
 */
export const adoptElement = (element: HTMLElement, props: AnyProps): void => {
  const { className } = element
  const kept = new Set(element.getAttributeNames())
  kept.delete("class")
  // A type is a button's; another element has none, or one that means something else.
  if (element.localName !== "button") kept.add("type")
  // A part's classes are made one string.
  const whole = layered<AnyProps>(props, { get class() { return classes(props["class"] as string | undefined, className) } })
  giveProps(element, whole, { isAdopted: true, kept })
}
