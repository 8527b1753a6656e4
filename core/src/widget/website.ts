import type { LauncherCommand, LauncherEvent, Refusal } from "./events.ts"
import type { ConfigurationError, Problem } from "./Problem.ts"
import type { Handlers } from "./run.ts"
import type { WidgetState, WebsiteState } from "./WidgetState.ts"

/** Milliseconds: the cap of the back-off after so many failures, to be taken with full jitter. */
export const backOff = (attempts: number): number => Math.min(30_000, 1_000 * 2 ** attempts)

/** Whether a refusal is the developer's to mend, and how. */
export const configurationErrorOf = (error: Refusal, envVarName: string): ConfigurationError | null => {
  if (error._tag !== "InvalidKey" && error._tag !== "OriginRefused") return null
  const { origin, reason } = error._tag === "OriginRefused" ? error : { origin: null, reason: null }
  return { type: "invalid_api_key", message: `${error._tag} ${origin ?? ""}`.trim(), envVarName, origin, reason }
}

const ask = (state: WidgetState): readonly [WidgetState, ReadonlyArray<LauncherCommand>] =>
  !state.isRunning || state.configurationError?.type === "missing_api_key" || state.website.status === "loading"
    ? [state, []]
    : [{ ...state, website: { ...state.website, status: "loading" } }, [
      { _tag: "Cancel", key: "website" },
      { _tag: "LoadWebsite" }
    ]]

const again = (state: WidgetState) => state.website.status === "ready" ? [state, []] as const : ask(state)

/** Loads the site at the start, and again with growing patience while it can't be reached. */
export const websiteHandlers = (envVarName: string): Handlers<WidgetState, LauncherEvent, LauncherCommand> => ({
  Started: again,
  Woke: again,
  WebsiteAsked: again,
  Stopped: (state) => [
    state.website.status === "loading" ? { ...state, website: { ...state.website, status: "idle" } } : state,
    []
  ],
  WebsiteLoaded: (state, { visitorId, website }) => {
    // Asked for before there was a visitor, it can't know the one there is now.
    const visitor = visitorId === null ? state.website.value?.visitor ?? null : website.visitor
    return [
      {
        ...state,
        configurationError: null,
        website: { status: "ready", value: { ...website, visitor: website.visitor ?? visitor }, problem: null, attempts: 0 }
      },
      website.visitor && state.settings.autoConnect !== false ? [{ _tag: "LoadPanel" }] : []
    ]
  },
  WebsiteFailed: (state, { error }, now) => {
    const configurationError = configurationErrorOf(error, envVarName)
    const { attempts, value } = state.website
    const problem: Problem = error._tag === "TooManyRequests"
      ? { _tag: "RateLimited", until: now + error.retryAfterMs }
      : { _tag: "Unreachable" }
    const website: WebsiteState = { status: "failed", value, problem, attempts: attempts + 1 }
    if (configurationError) {
      return [{ ...state, website, configurationError }, [
        { _tag: "Emit", event: { type: "error", error: new Error(configurationError.message), context: "website" } }
      ]]
    }
    return [{ ...state, website }, [
      { _tag: "Wait", key: "website", ms: backOff(attempts), jitter: true, event: { _tag: "WebsiteAsked" } }
    ]]
  }
})
