import { type JSX, onCleanup } from "solid-js"
import { callHandler } from "./primitives/callHandler.ts"
import { mergeRefs } from "./primitives/mergeRefs.ts"
import { Trigger } from "./primitives/Trigger.tsx"
import { layered } from "./props.ts"
import type { SupportTriggerProps } from "./SupportProps.ts"
import { useBrought, useScope } from "./SupportScope.ts"
import { usePreload } from "./usePanel.ts"

/** A button that opens and closes the widget, beside which its panel stands. */
export const AnchorTrigger = (props: SupportTriggerProps): JSX.Element => {
  const { anchor, panelId, setAnchor } = useScope()
  const preload = usePreload()
  let own: HTMLElement | null = null
  const take = (element: HTMLElement) => setAnchor(own = element)
  onCleanup(() => anchor() === own && setAnchor(null))
  const whole = layered<SupportTriggerProps>({ "aria-controls": panelId }, props, {
    ref: mergeRefs<HTMLButtonElement>(take, props.ref),
    onFocus: (event: FocusEvent) => {
      callHandler(props.onFocus, event)
      preload()
    },
    onPointerEnter: (event: PointerEvent) => {
      callHandler(props.onPointerEnter, event)
      preload()
    }
  })
  return <Trigger {...whole} />
}

/**
 * A button of the host's own that opens and closes the widget, in the flow of its page; the panel stands beside it.
 * Takes a button's attributes, children or a function of the state, `as` and `asChild`. Lives in `Support` or `Support.Root`.
 */
export const SupportTrigger = (props: SupportTriggerProps): JSX.Element => {
  useBrought("trigger")
  return <AnchorTrigger {...props} />
}
