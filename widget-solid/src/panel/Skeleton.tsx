import { For, type JSX } from "solid-js"
import { useText } from "../TextContext.ts"

interface SkeletonProps {
  readonly shapes: ReadonlyArray<"card" | "theirs" | "mine">
}

/** The shapes of what is loading, in their final places. */
export const Skeleton = (props: SkeletonProps): JSX.Element => {
  const text = useText()
  return (
    <div class="co-skeleton co-section" role="status" aria-label={text("common.labels.loading")}>
      <For each={props.shapes}>{(shape) => <div class="co-bone" data-shape={shape} />}</For>
    </div>
  )
}
