import { classes } from "@cossistant/core/dom/slotAttributes"
import { icons } from "@cossistant/core/theme/icons"
import { launcherView } from "@cossistant/core/widget/launcherView"
import { type JSX, Show } from "solid-js"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useValue, useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { IconButton } from "./IconButton.tsx"
import { pageOf } from "./pageOf.ts"
import { useRaised } from "./RaisedContext.ts"
import { Slotted } from "./Slotted.tsx"
import { usePart } from "./usePart.ts"

interface HeaderBarProps {
  readonly children?: JSX.Element
  /** Before the close button. */
  readonly actions?: JSX.Element
  /** Shows the way back. */
  readonly onGoBack?: (() => void) | undefined
  /** Default: the page that is shown. */
  readonly page?: string | undefined
  readonly class?: string | undefined
  readonly className?: string | undefined
}

/** The bar above a page: the way back, what the page says, and the way out of a floating panel. */
export const HeaderBar = (props: HeaderBarProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const launcher = useView(launcherView)
  const shown = useValue(pageOf)
  const { isRaised } = useRaised()
  const names = () => classes(props.class, props.className)
  const takeGiven = usePart("header", names)
  const name = () => props.page ?? shown()
  const bar = () => (
    <div ref={takeGiven} class="co-header" data-slot="header" data-page={name()} data-raised={isRaised() ? "" : undefined}>
      <Show when={props.onGoBack}>
        {(onGoBack) => (
          <IconButton name={text("common.actions.back")} onClick={() => onGoBack()()}>
            <Icon path={icons.back} isMirrored />
          </IconButton>
        )}
      </Show>
      {props.children}
      {props.actions}
      <Show when={launcher.mode === "floating"}>
        <IconButton name={text("common.actions.close")} onClick={widget.close}>
          <Icon path={icons.close} />
        </IconButton>
      </Show>
    </div>
  )
  return (
    <Slotted slot="header" fallback={bar()} page={name()} class={names()} actions={props.actions} onGoBack={props.onGoBack}>
      {props.children}
    </Slotted>
  )
}

interface PinnedBarProps {
  readonly slot: "header" | "footer"
  readonly class: string | undefined
  readonly children?: JSX.Element
}

/** A bar of the host's own at the panel's start or end, wherever among its children it stands. */
export const PinnedBar = (props: PinnedBarProps): JSX.Element => {
  const page = useValue(pageOf)
  const { slot } = props
  const takeGiven = usePart(slot, () => props.class)
  return (
    <div
      ref={takeGiven}
      class="co-pinned"
      style={{ flex: "none", order: slot === "header" ? "-1" : "1" }}
      data-slot={slot}
      data-page={page()}
    >
      {props.children}
    </div>
  )
}
