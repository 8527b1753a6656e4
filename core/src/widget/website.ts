import { RpcFailure } from "../client/RpcFailure.ts"
import { backOff } from "./backOff.ts"
import type { LauncherCommand, LauncherEvent, Refusal } from "./events.ts"
import type { Handlers } from "./handle.ts"
import type { Step } from "./run.ts"
import type { WebsiteState, WidgetState } from "./WidgetState.ts"

type WebsiteStep = Step<WidgetState, LauncherCommand>

/**
 * Something answered, but not in our words. (A server that is just away has a proxy say so with 5xx.) Null is silence, 0 a
 * silence that lasted.
 */
const isForeign = (error: Refusal) => error._tag === "Unreachable" && error.status !== null && error.status < 429

/** Tells the host page, once for as long as it lasts. */
const tell = ({ website }: WidgetState, error: Refusal): ReadonlyArray<LauncherCommand> =>
  website.problem ? [] : [{ _tag: "Emit", event: { type: "error", error: new RpcFailure(error), context: "website" } }]

/** The key isn't taken, not from this page, or nobody of ours is there: the developer's to mend. Anything else stays as it is. */
const heed = (state: WidgetState, error: Refusal): WidgetState => {
  const { apiUrl, envVarName } = state
  const isLost = isForeign(error) && !state.website.value
  if ((error._tag !== "InvalidKey" && error._tag !== "OriginRefused" && !isLost) || state.configurationError) return state
  const { origin = null, reason = null } = error as Partial<Extract<Refusal, { readonly _tag: "OriginRefused" }>> // others have neither
  const message = error._tag + (origin ? ` ${origin}` : "")
  return { ...state, configurationError: { type: isLost ? "unreachable_api" : "invalid_api_key", message, envVarName, apiUrl, origin, reason } }
}

/** Asks for the site unless it is here, on its way, or can't be asked for without a key. */
export const askWebsite = (state: WidgetState): WebsiteStep => {
  const { configurationError, isRunning, website } = state
  if (!isRunning || configurationError?.type === "missing_api_key" || website.status === "loading" || website.status === "ready") {
    return [state, []]
  }
  return [{ ...state, website: { ...website, status: "loading" } }, [{ _tag: "LoadWebsite" }]]
}

/** Loads the site, and again with growing patience while it can't be reached. */
export const websiteHandlers: Handlers<WidgetState, LauncherEvent, LauncherCommand> = {
  Woke: askWebsite,
  WebsiteAsked: askWebsite,
  WebsiteLoaded: (state, { website }) => [
    { ...state, configurationError: null, website: { status: "ready", value: website, problem: null, attempts: 0 } },
    []
  ],
  WebsiteFailed: (state, { error }) => {
    const { attempts, value } = state.website
    const website: WebsiteState = { status: "failed", value, problem: { _tag: "Unreachable" }, attempts: attempts + 1 }
    const wait = { _tag: "Wait", key: "website", ms: backOff(attempts), jitter: true, event: { _tag: "WebsiteAsked" } } as const
    const next = heed({ ...state, website, configurationError: error._tag === "Unreachable" ? state.configurationError : null }, error)
    const told = tell(state, error)
    return [next, next.configurationError?.type === "invalid_api_key" ? told : [...told, wait]]
  },
  Refused: (state, { error }) => {
    const next = heed(state, error)
    return [next, next === state ? [] : tell(state, error)]
  }
}
