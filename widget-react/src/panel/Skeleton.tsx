import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"

interface SkeletonProps {
  readonly shapes: ReadonlyArray<"card" | "theirs" | "mine">
}

/** The shapes of what is loading, in their final places. */
export const Skeleton = ({ shapes }: SkeletonProps): ReactElement => {
  const text = useText()
  return (
    <div className="co-skeleton co-section" role="status" aria-label={text("common.labels.loading")}>
      {shapes.map((shape, index) => <div key={index} className="co-bone" data-shape={shape} />)}
    </div>
  )
}
