import { useCallback, useMemo, useState } from "react"
import type { CustomPage } from "./SupportProps.ts"
import { useStable } from "./useStable.ts"
import type { Part, SupportScope } from "./SupportScope.ts"

const nothing: Readonly<Record<Part, number>> = { trigger: 0, content: 0, header: 0 }

/** What the parts below have said of themselves, and how they say it. */
export const useScopeState = (
  customPages: ReadonlyArray<CustomPage> | undefined
): Pick<SupportScope, "addPage" | "addPart" | "pages" | "parts"> => {
  const [parts, setParts] = useState(nothing)
  const [declared, setDeclared] = useState<ReadonlyArray<CustomPage>>([])
  const addPart = useCallback((part: Part) => {
    const add = (count: number) => setParts((known) => ({ ...known, [part]: known[part] + count }))
    add(1)
    return () => add(-1)
  }, [])
  const addPage = useCallback((page: CustomPage) => {
    setDeclared((known) => [...known, page])
    return () => setDeclared((known) => known.filter((other) => other !== page))
  }, [])
  // Compared by what they name and draw: a host's inline array is new with each of its renders.
  const given = useStable(customPages?.flatMap(({ component, name }) => [name, component]) ?? [])
  const pages = useMemo(() => [...customPages ?? [], ...declared], [declared, given])
  return useMemo(() => ({ addPage, addPart, pages, parts }), [addPage, addPart, pages, parts])
}
