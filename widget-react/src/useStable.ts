import { useRef } from "react"

const isSame = (a: object, b: object): boolean => {
  const entries = Object.entries(a)
  return entries.length === Object.keys(b).length && entries.every(([key, value]) => Object.is(value, b[key as keyof typeof b]))
}

/** The object of an earlier render while every field is the same: hosts write objects inline, new with each render. */
export const useStable = <Value extends object>(value: Value): Value => {
  const last = useRef(value)
  if (!isSame(last.current, value)) last.current = value
  return last.current
}
