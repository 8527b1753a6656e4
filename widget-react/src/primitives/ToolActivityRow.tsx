"use client"
import { type ReactElement, type ReactNode, useMemo } from "react"
import { useHeld } from "./useHeld.ts"

export interface ToolActivityRowProps {
  /** `partial` is seen for a second at least: what only flashes says nothing. */
  readonly state: "partial" | "result" | "error"
  readonly text: ReactNode
  /** Before the text, such as an avatar. */
  readonly leading?: ReactNode
  /** Below the text, such as sources. */
  readonly details?: ReactNode
  readonly timestamp?: ReactNode
  /** Shows that it runs, or that it ended. Default true. */
  readonly showIndicator?: boolean | undefined
  /** Shows that it ended. Default true. */
  readonly showTerminalIndicator?: boolean | undefined
  /** Default `"dashboard"`. */
  readonly tone?: "dashboard" | "widget" | undefined
  readonly className?: string | undefined
  readonly rowClassName?: string | undefined
  readonly leadingClassName?: string | undefined
  readonly indicatorClassName?: string | undefined
  readonly textClassName?: string | undefined
  readonly detailsClassName?: string | undefined
  readonly timestampClassName?: string | undefined
}

/** Something an AI agent does: while it runs, and how it ended. */
export const ToolActivityRow = (
  { leading, showIndicator = true, showTerminalIndicator = true, timestamp, tone = "dashboard", ...given }: ToolActivityRowProps
): ReactElement => {
  const { details: own, state: now, text: said, ...classes } = given
  const { details, state, text } = useHeld(useMemo(() => ({ details: own, state: now, text: said }), [own, now, said]))
  const isRunning = state === "partial"
  const hasIndicator = showIndicator && (isRunning || showTerminalIndicator)
  return (
    <div className={classes.className} data-tool-display-state={state} data-tool-tone={tone} role="status" aria-busy={isRunning}>
      <div className={classes.rowClassName} data-tool-row="">
        {leading !== undefined && <span className={classes.leadingClassName} data-tool-leading="">{leading}</span>}
        {hasIndicator && (
          <span className={classes.indicatorClassName} data-tool-execution-indicator-slot="" aria-hidden="true">
            <span data-tool-execution-indicator={isRunning ? "spinner" : "arrow"}>{isRunning ? null : "→"}</span>
          </span>
        )}
        <span className={classes.textClassName} data-tool-text="" data-state={state}>{text}</span>
        {timestamp !== undefined && <span className={classes.timestampClassName} data-tool-timestamp="">{timestamp}</span>}
      </div>
      {details !== undefined && <div className={classes.detailsClassName} data-tool-details="">{details}</div>}
    </div>
  )
}
