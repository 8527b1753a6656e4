import { icons } from "@cossistant/core/theme/icons"
import { launcherView } from "@cossistant/core/widget/launcherView"
import type { ReactElement, ReactNode } from "react"
import { Icon } from "../Icon.tsx"
import { useText } from "../TextContext.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { IconButton } from "./IconButton.tsx"
import { useRaised } from "./RaisedContext.ts"
import { usePart } from "./usePart.ts"
import { pageOf } from "./pageOf.ts"

interface HeaderBarProps {
  readonly children?: ReactNode
  /** Before the close button. */
  readonly actions?: ReactNode
  /** Shows the way back. */
  readonly onGoBack?: (() => void) | undefined
  /** Default: the page that is shown. */
  readonly page?: string | undefined
  readonly className?: string | undefined
}

/** The bar above a page: the way back, what the page says, and the way out of a floating panel. */
export const HeaderBar = ({ actions, children, className, onGoBack, page }: HeaderBarProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const { mode } = useView(launcherView)
  const shown = useView(pageOf)
  const { isRaised } = useRaised()
  const { Slot, attributes, classNames, given } = usePart("header")
  const name = page ?? shown
  if (Slot !== undefined) {
    return (
      <Slot {...given} className={classNames(className)} data-slot="header" data-page={name} page={name} actions={actions} onGoBack={onGoBack}>
        {children}
      </Slot>
    )
  }
  return (
    <div {...attributes} className={classNames("co-header", className)} data-slot="header" data-page={name} data-raised={isRaised ? "" : undefined}>
      {onGoBack !== undefined && (
        <IconButton name={text("common.actions.back")} onClick={onGoBack}>
          <Icon path={icons.back} isMirrored />
        </IconButton>
      )}
      {children}
      {actions}
      {mode === "floating" && (
        <IconButton name={text("common.actions.close")} onClick={widget.close}>
          <Icon path={icons.close} />
        </IconButton>
      )}
    </div>
  )
}

interface PinnedBarProps {
  readonly slot: "header" | "footer"
  readonly className?: string | undefined
  readonly children?: ReactNode
}

/** A bar of the host's own at the panel's start or end, wherever among its children it stands. */
export const PinnedBar = ({ children, className, slot }: PinnedBarProps): ReactElement => {
  const page = useView(pageOf)
  const { attributes, classNames } = usePart(slot)
  return (
    <div
      {...attributes}
      className={classNames("co-pinned", className)}
      style={{ flex: "none", order: slot === "header" ? -1 : 1 }}
      data-slot={slot}
      data-page={page}
    >
      {children}
    </div>
  )
}
