import type { Outcome } from "./calls.ts"
import type { Things } from "./TwoTenants.ts"

/** An outcome with the ids its caller sent along replaced by what they are: two that are the same then tell the same. */
export const withoutNames = (outcome: Outcome, things: Things): string => {
  let text = JSON.stringify(outcome)
  for (const [what, id] of Object.entries({ ...things, ...things.invitation })) {
    if (typeof id === "string") text = text.replaceAll(id, `<${what}>`)
  }
  return text
}
