import type { ConfigurationError } from "../widget/Problem.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { CossistantError, errorOf } from "./CossistantError.ts"

const refusals = new WeakMap<ConfigurationError, CossistantError>()

/** Why the page was refused, the same for the same refusal; null where it wasn't. */
const refusalOf = (refused: ConfigurationError | null): CossistantError | null => {
  if (refused?.type !== "invalid_api_key") return null
  const error = refusals.get(refused) ?? new CossistantError(refused.origin === null ? "INVALID_KEY" : "ORIGIN_REFUSED", refused)
  refusals.set(refused, error)
  return error
}

/** Why the site couldn't be loaded, the same as long as that is why; null where it could. */
export const websiteError = ({ configurationError, website }: Pick<WidgetState, "configurationError" | "website">): CossistantError | null =>
  refusalOf(configurationError) ?? errorOf(website.problem)
