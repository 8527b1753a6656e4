import { classes, slotAttributes } from "@cossistant/core/dom/slotAttributes"
import { giveProps } from "../primitives/giveProps.ts"
import { layered } from "../props.ts"
import { useScope } from "../SupportScope.ts"
import type { SupportSlotProps } from "../SupportSlots.ts"

/**
 * A built-in part's `ref`: gives its element what the host has said of the part by `slotProps`, kept current. Attributes
 * that the element has already stay as they are; the host's classes, and `more`, stand beside its own.
 */
export const usePart = (name: keyof SupportSlotProps, more?: () => string | undefined): (element: HTMLElement) => void => {
  const scope = useScope()
  return (element) => {
    const { className } = element
    const kept = new Set(element.getAttributeNames())
    kept.delete("class")
    const given = () => scope.slotProps[name]
    giveProps(element, layered(() => slotAttributes(given()), {
      get class() { return classes(className, more?.(), given()?.class, given()?.className) }
    }), { kept })
  }
}
