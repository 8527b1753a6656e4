import type { Website } from "./nouns.ts"
import type { Panel } from "./PanelState.ts"
import type { ConfigurationError, Problem } from "./Problem.ts"
import type { Router } from "./router.ts"
import type { Settings } from "./settings.ts"

/** The site as far as it is known. `problem` stands while loading it again. */
export interface WebsiteState {
  readonly status: "idle" | "loading" | "ready" | "failed"
  readonly value: Website | null
  readonly problem: Problem | null
  readonly attempts: number
}

export interface Launcher {
  /** As the widget itself decides; a controlled `open` or the responsive mode win over it. */
  readonly isOpen: boolean
  /** `defaultOpen` opens once in a widget's life. */
  readonly defaultApplied: boolean
}

/** All of a widget. Everything in it is immutable; what didn't change keeps its reference. */
export interface WidgetState {
  /** The same object for the whole life of a widget: what views remember, they remember by it. */
  readonly self: object
  /** The variable a developer would put the public key in. */
  readonly envVarName: string
  /** The server's address, without a slash at its end. */
  readonly apiUrl: string
  readonly isRunning: boolean
  /** The page can be seen: its tab is in front. */
  readonly isVisible: boolean
  readonly settings: Settings
  readonly launcher: Launcher
  /** What the host page set the number of unread messages to, and what was counted then. */
  readonly unreadSet: { readonly count: number; readonly counted: number } | null
  readonly router: Router
  readonly website: WebsiteState
  readonly configurationError: ConfigurationError | null
  /** The second half of the engine; null until it is loaded. */
  readonly panel: Panel | null
}
