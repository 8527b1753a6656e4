import type { ComponentProps, ComponentType, ReactElement } from "react"
import { useChunk } from "../useChunk.ts"
import { loadRare } from "./lazyParts.ts"

type Parts = Omit<typeof import("./rareParts.ts"), "parseMarkup" | "dictionaries">
type RareProps<Name extends keyof Parts> = { readonly part: Name } & ComponentProps<Parts[Name]>

/** A part that few conversations come to: drawn as soon as it is loaded. */
export const Rare = <Name extends keyof Parts>({ part, ...props }: RareProps<Name>): ReactElement | null => {
  // The props are the named part's own, which the type of all of them can't say.
  const Part = useChunk(loadRare, true)?.[part] as ComponentType<object> | undefined
  return Part === undefined ? null : <Part {...props} />
}
