import { type FocusEvent, forwardRef, type PointerEvent, type Ref } from "react"
import { useMergeRefs } from "./primitives/mergeRefs.ts"
import { Trigger } from "./primitives/Trigger.tsx"
import type { SupportTriggerProps } from "./SupportProps.ts"
import { useBrought, useScope } from "./SupportScope.ts"
import { usePreload } from "./usePanel.ts"

/** A button that opens and closes the widget, beside which its panel stands. */
export const AnchorTrigger = forwardRef<HTMLButtonElement, SupportTriggerProps>((props, ref) => {
  const { anchor, panelId } = useScope()
  const preload = usePreload()
  return (
    <Trigger
      aria-controls={panelId}
      {...props}
      ref={useMergeRefs<never>(ref as Ref<never>, anchor as Ref<never>)} // one element for both
      onFocus={(event: FocusEvent<HTMLButtonElement>) => {
        props.onFocus?.(event)
        preload()
      }}
      onPointerEnter={(event: PointerEvent<HTMLButtonElement>) => {
        props.onPointerEnter?.(event)
        preload()
      }}
    />
  )
})

/**
 * A button of the host's own that opens and closes the widget, in the flow of its page; the panel stands beside it.
 * Takes a button's attributes, children or a function of the state, and `asChild`. Lives in `Support` or `Support.Root`.
 */
export const SupportTrigger = forwardRef<HTMLButtonElement, SupportTriggerProps>((props, ref) => {
  useBrought("trigger")
  return <AnchorTrigger {...props} ref={ref} />
})
