import { useCallback, useRef } from "react"
import { useLayoutEffect } from "../useLayoutEffect.ts"

/** Gives a function of constant identity that reads the value of the latest render. */
export const useLatest = <Value>(value: Value): (() => Value) => {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return useCallback(() => latest.current, [])
}
