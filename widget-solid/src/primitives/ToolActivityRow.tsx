import { createMemo, type JSX, Show } from "solid-js"
import { useHeld } from "./useHeld.ts"

export interface ToolActivityRowProps {
  /** `partial` is seen for a second at least: what only flashes says nothing. */
  readonly state: "partial" | "result" | "error"
  readonly text: JSX.Element
  /** Before the text, such as an avatar. */
  readonly leading?: JSX.Element
  /** Below the text, such as sources. */
  readonly details?: JSX.Element
  readonly timestamp?: JSX.Element
  /** Shows that it runs, or that it ended. Default true. */
  readonly showIndicator?: boolean | undefined
  /** Shows that it ended. Default true. */
  readonly showTerminalIndicator?: boolean | undefined
  /** Default `"dashboard"`. */
  readonly tone?: "dashboard" | "widget" | undefined
  readonly class?: string | undefined
  /** An alias of `class`. */
  readonly className?: string | undefined
  readonly rowClassName?: string | undefined
  readonly leadingClassName?: string | undefined
  readonly indicatorClassName?: string | undefined
  readonly textClassName?: string | undefined
  readonly detailsClassName?: string | undefined
  readonly timestampClassName?: string | undefined
}

/** Something an AI agent does: while it runs, and how it ended. */
export const ToolActivityRow = (props: ToolActivityRowProps): JSX.Element => {
  const held = useHeld(() => ({ details: props.details, state: props.state, text: props.text }))
  const isRunning = () => held().state === "partial"
  const hasIndicator = () => (props.showIndicator ?? true) && (isRunning() || (props.showTerminalIndicator ?? true))
  // Each made once, and asked whether it is there.
  const leading = createMemo(() => props.leading)
  const details = createMemo(() => held().details)
  const timestamp = createMemo(() => props.timestamp)
  return (
    <div
      class={props.class ?? props.className}
      data-tool-display-state={held().state}
      data-tool-tone={props.tone ?? "dashboard"}
      role="status"
      aria-busy={isRunning()}
    >
      <div class={props.rowClassName} data-tool-row="">
        <Show when={leading() !== undefined}><span class={props.leadingClassName} data-tool-leading="">{leading()}</span></Show>
        <Show when={hasIndicator()}>
          <span class={props.indicatorClassName} data-tool-execution-indicator-slot="" aria-hidden="true">
            <span data-tool-execution-indicator={isRunning() ? "spinner" : "arrow"}>{isRunning() ? null : "→"}</span>
          </span>
        </Show>
        <span class={props.textClassName} data-tool-text="" data-state={held().state}>{held().text}</span>
        <Show when={timestamp() !== undefined}><span class={props.timestampClassName} data-tool-timestamp="">{timestamp()}</span></Show>
      </div>
      <Show when={details() !== undefined}><div class={props.detailsClassName} data-tool-details="">{details()}</div></Show>
    </div>
  )
}
