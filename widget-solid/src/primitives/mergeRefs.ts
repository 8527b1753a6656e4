/** A `ref` as a component gets it: Solid makes a function of a variable. */
export type Ref<Element> = Element | ((element: Element) => void) | null | undefined

/** One ref that calls all of these. */
export const mergeRefs = <Element,>(...refs: ReadonlyArray<Ref<Element>>): (element: Element) => void => (element) => {
  for (const ref of refs) {
    if (typeof ref === "function") (ref as (element: Element) => void)(element) // an element is no function
  }
}

/** The same: a component runs once, so there is nothing to keep between its runs. */
export const useMergeRefs = mergeRefs
