import type { ComponentType, ReactElement } from "react"
import { useChunk } from "../useChunk.ts"
import { loadRare, loadSlots } from "./lazyParts.ts"

/** `never` for what is no component: it can't be drawn. */
type PropsOf<Part> = Part extends ComponentType<infer Props> ? Props : Part extends (props: infer Props) => ReactElement | null ? Props : never

/** A component that draws a part of another chunk, by its name, as soon as that is loaded. */
const lazily = <Parts extends object>(load: () => Promise<Parts>) =>
<Name extends keyof Parts>({ part, ...props }: { readonly part: Name } & PropsOf<Parts[Name]>): ReactElement | null => {
  // The props are the named part's own, which the type of all of them can't say.
  const Part = useChunk(load, true)?.[part] as ComponentType<object> | undefined
  return Part === undefined ? null : <Part {...props} />
}

/** A part that few conversations come to. */
export const Rare = lazily(loadRare)

/** A page or part of the host's own, in the place of a built-in one. */
export const Slotted = lazily(loadSlots)
