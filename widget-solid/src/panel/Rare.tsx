import { type Component, type ComponentProps, createMemo, type JSX, untrack } from "solid-js"
import { useChunk } from "../useChunk.ts"
import { loadRare } from "./lazyParts.ts"

type Parts = Omit<typeof import("./rareParts.ts"), "commandVariants" | "dictionaries">
type RareProps<Name extends keyof Parts> = { readonly part: Name } & ComponentProps<Parts[Name]>

/** A part that few conversations come to: drawn as soon as it is loaded. */
export const Rare = <Name extends keyof Parts>(props: RareProps<Name>): JSX.Element => {
  const rare = useChunk(() => loadRare)
  return createMemo(() => {
    // The props are the named part's own, which the type of all of them can't say.
    const part = rare()?.[props.part] as Component<object> | undefined
    return part && untrack(() => part(props))
  }) as unknown as JSX.Element // drawn as a function that gives it
}
