import { type HeldSpinner, holdSpinner } from "@cossistant/core/primitives/holdSpinner"
import { useEffect, useRef, useState } from "react"

/** What a tool does, as it is shown: at work for a second at least. */
export const useHeld = <Tool extends { readonly state: "partial" | "result" | "error" }>(tool: Tool): Tool => {
  const [shown, show] = useState(tool)
  const held = useRef<HeldSpinner<Tool>>(null)
  useEffect(() => {
    const spinner = held.current = holdSpinner(tool, show)
    return spinner.stop
  }, [])
  useEffect(() => held.current?.set(tool), [tool])
  return shown
}
