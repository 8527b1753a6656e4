import type { Component, ComponentProps, JSX } from "solid-js"
import { drawComponent } from "../drawComponent.ts"
import { useChunk } from "../useChunk.ts"
import { loadRare } from "./lazyParts.ts"

type Parts = Omit<typeof import("./rareParts.ts"), "parseMarkup" | "dictionaries">
type RareProps<Name extends keyof Parts> = { readonly part: Name } & ComponentProps<Parts[Name]>

/** A part that few conversations come to: drawn as soon as it is loaded. */
export const Rare = <Name extends keyof Parts>(props: RareProps<Name>): JSX.Element => {
  const rare = useChunk(() => loadRare)
  // The props are the named part's own, which the type of all of them can't say.
  return drawComponent(() => rare()?.[props.part] as Component<object> | undefined, props)
}
