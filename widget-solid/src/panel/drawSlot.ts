import { classes } from "@cossistant/core/dom/slotAttributes"
import type { Component, JSX } from "solid-js"
import { drawComponent } from "../drawComponent.ts"
import { layered } from "../props.ts"
import { useScope } from "../SupportScope.ts"
import type { SupportSlots } from "../SupportSlots.ts"

type SlotProps<Name extends keyof SupportSlots> = NonNullable<SupportSlots[Name]> extends Component<infer Props> ? Props : never

/**
 * Draws the host's component in this part's place: with `initial`, then what the host has said of the part by `slotProps`, then
 * what the widget says of it. `more` are classes beside the host's.
 */
export const drawSlot = <Name extends Exclude<keyof SupportSlots, "trigger">>(
  name: Name,
  own: Omit<SlotProps<Name>, "class" | "className">,
  { initial, more }: { readonly initial?: Partial<SlotProps<Name>>; readonly more?: () => string | undefined } = {}
): JSX.Element => {
  const scope = useScope()
  const classNames = () => classes(more?.(), scope.slotProps[name]?.class, scope.slotProps[name]?.className)
  const props = layered<SlotProps<Name>>(initial, () => scope.slotProps[name], own, {
    get class() { return classNames() },
    get className() { return classNames() }
  })
  return drawComponent(() => scope.slots[name] as Component<SlotProps<Name>> | undefined, props) // a slot's component takes its slot's props
}
