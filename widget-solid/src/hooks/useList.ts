import type { Accessor } from "solid-js"
import { useStored } from "./useStored.ts"

/** A list that is followed in place, for a `For` that keeps the DOM of elements whose `id` stays. */
export const useList = <Element>(list: Accessor<Element[]>): Accessor<Element[]> => {
  const store = useStored(() => ({ list: list() }))
  return () => store.list
}
