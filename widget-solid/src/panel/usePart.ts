import { classes, slotAttributes } from "@cossistant/core/dom/slotAttributes"
import type { Component } from "solid-js"
import { useScope } from "../SupportScope.ts"
import type { SupportSlotProps, SupportSlots } from "../SupportSlots.ts"

type Props<Name extends keyof SupportSlots> = NonNullable<SupportSlots[Name]> extends Component<infer P> ? P : never

interface PartView<Name extends keyof SupportSlotProps> {
  /** The host's component in this part's place. */
  readonly Slot: Name extends keyof SupportSlots ? Component<Props<Name>> | undefined : undefined
  /** All that the host says of the part, for its own component. */
  readonly given: SupportSlotProps[Name]
  /** Of that, what the built-in part takes. */
  readonly attributes: Record<string, unknown>
  /** The built-in part's classes with the host's. */
  readonly classNames: (...own: ReadonlyArray<string | undefined>) => string | undefined
}

/** What the host has said of a part, by `slots` and `slotProps`; kept current. */
export const usePart = <Name extends keyof SupportSlotProps>(name: Name): PartView<Name> => {
  const scope = useScope()
  return {
    get Slot() {
      const { slots } = scope
      // The content has no slot; every other part has one of its own props.
      return (name in slots ? slots[name as keyof SupportSlots] : undefined) as PartView<Name>["Slot"]
    },
    get given() {
      return scope.slotProps[name]
    },
    get attributes() {
      return slotAttributes(scope.slotProps[name])
    },
    classNames: (...own) => classes(...own, scope.slotProps[name]?.class, scope.slotProps[name]?.className)
  }
}
