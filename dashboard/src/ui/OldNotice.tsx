import type { Problem } from "../inbox/nouns.ts"
import { sentence } from "../wire/sentence.ts"

/** What stands beside data that could not be read anew: why, and the way to try again at once. It is tried by itself, too. */
export const OldNotice = (props: { readonly problem: Problem; readonly isReading: boolean; readonly onRetry: () => void }) => (
  <p class="list-problem">
    <span role="alert">What you see may be old. {sentence(props.problem)}</span>{" "}
    <button type="button" class="link" aria-disabled={props.isReading ? "true" : undefined} onClick={() => props.isReading || props.onRetry()}>
      {props.isReading ? "Trying again…" : "Try again"}
    </button>
  </p>
)
