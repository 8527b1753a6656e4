import { For } from "solid-js"

/** Grey stand-ins in the final geometry; they fade in after 150 ms, so that a quick answer never flickers. */
export const SkeletonRows = (props: { readonly count: number; readonly kind: "row" | "message" | "line" | "card" }) => (
  <div class="skeleton" data-kind={props.kind} aria-hidden="true">
    <For each={Array.from({ length: props.count })}>{() => <div class="skeleton-row"><i /><b /><s /></div>}</For>
  </div>
)
