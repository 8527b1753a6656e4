import { problemText } from "@cossistant/core/text/problemText"
import type { Problem } from "@cossistant/core/widget/Problem"
import type { JSX } from "solid-js"
import { useText } from "../TextContext.ts"

/** What few visitors ever read. */
export const RareProblem = (props: { readonly problem: Problem }): JSX.Element => {
  const text = useText()
  return <>{problemText(text, props.problem, 0)}</>
}
