import { type Component, type ComponentProps, type JSX, Show } from "solid-js"
import { drawComponent } from "../drawComponent.ts"
import { useScope } from "../SupportScope.ts"
import { useChunk } from "../useChunk.ts"
import { loadSlots } from "./lazyParts.ts"

type Slots = typeof import("./slots.ts")["slots"]
type SlottedProps<Name extends keyof Slots> = { readonly slot: Name; readonly fallback: JSX.Element } & ComponentProps<Slots[Name]>

/** A part with a slot: the host's component if there is one, as soon as what it is told is loaded, else the built-in part. */
export const Slotted = <Name extends keyof Slots>(props: SlottedProps<Name>): JSX.Element => {
  const scope = useScope()
  const isBrought = () => scope.slots[props.slot] !== undefined
  const loaded = useChunk(() => isBrought() ? loadSlots : null)
  return (
    <Show when={isBrought()} fallback={props.fallback}>
      {/* The props are the named slot's own, which the type of all of them can't say. */}
      {drawComponent(() => loaded()?.slots[props.slot] as Component<object> | undefined, props)}
    </Show>
  )
}
