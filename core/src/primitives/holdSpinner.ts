interface Tool {
  readonly state: "partial" | "result" | "error"
}

/** Milliseconds that a spinner is seen at least: one that only flashes says nothing. */
const SEEN = 1_000

export interface HeldSpinner<T extends Tool> {
  /** The tool as it is now. */
  set(tool: T): void
  stop(): void
}

/** Passes what a tool does on to `show`; that it is done, where it was seen at work, only after a second of that. */
export const holdSpinner = <T extends Tool>(first: T, show: (tool: T) => void): HeldSpinner<T> => {
  let since = first.state === "partial" ? Date.now() : null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const end = (tool: T) => {
    since = null
    show(tool)
  }
  return {
    set: (tool) => {
      stop()
      if (tool.state === "partial") {
        since ??= Date.now()
        return show(tool)
      }
      const rest = since === null ? 0 : since + SEEN - Date.now()
      if (rest > 0) timer = setTimeout(end, rest, tool)
      else end(tool)
    },
    stop
  }
}
