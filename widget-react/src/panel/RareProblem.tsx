import { problemText } from "@cossistant/core/text/problemText"
import type { Problem } from "@cossistant/core/widget/Problem"
import type { ReactElement } from "react"
import { useText } from "../TextContext.ts"

/** What few visitors ever read. */
export const RareProblem = ({ problem }: { readonly problem: Problem }): ReactElement => <>{problemText(useText(), problem, 0)}</>
