import { initialRouter } from "./initialRouter.ts"
import type { WebsiteState, WidgetState } from "./WidgetState.ts"

const initialWebsite: WebsiteState = { status: "idle", value: null, problem: null, attempts: 0 }

/** A widget before anything happened: what servers render. Without a key it says so, and does nothing else. */
export const initialState = (publicKey: string | null, envVarName: string, apiUrl: string): WidgetState => ({
  self: {},
  envVarName,
  apiUrl,
  isRunning: false,
  isVisible: true,
  settings: {},
  launcher: { isOpen: false, defaultApplied: false },
  unreadSet: null,
  router: initialRouter,
  website: initialWebsite,
  configurationError: publicKey ? null : {
    type: "missing_api_key",
    message: `Set ${envVarName}`,
    envVarName,
    apiUrl
  },
  panel: null
})
