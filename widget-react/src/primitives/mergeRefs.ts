import { type Ref, type RefCallback, useMemo } from "react"

type AnyRef<T> = Ref<T> | undefined

const setRef = <T>(ref: AnyRef<T>, value: T): (() => void) => {
  if (typeof ref === "function") {
    const cleanup = ref(value)
    return typeof cleanup === "function" ? cleanup : () => void ref(null)
  }
  if (ref === null || ref === undefined) return () => {}
  ref.current = value
  return () => {
    ref.current = null
  }
}

/**
 * One ref that sets all of these. It gives nothing back, so that React 18 and 19 both end it by calling it with null;
 * a cleanup that one of the refs gave back, as React 19 allows, runs then.
 */
export const mergeRefs = <T>(...refs: ReadonlyArray<AnyRef<T>>): RefCallback<T> => {
  let ends: ReadonlyArray<() => void> = []
  return (value) => {
    for (const end of ends) end()
    ends = value === null ? [] : refs.map((ref) => setRef(ref, value))
  }
}

/** `mergeRefs` with the same identity as long as the refs are the same, so that React doesn't detach and attach again. */
export const useMergeRefs = <T>(...refs: ReadonlyArray<AnyRef<T>>): RefCallback<T> => useMemo(() => mergeRefs(...refs), refs)
