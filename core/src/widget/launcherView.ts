import { isOpen } from "./isOpen.ts"
import { memo } from "./memo.ts"
import type { AIAgent, DefaultMessage, HumanAgent, Visitor, Website } from "./nouns.ts"
import type { ConfigurationError, Problem } from "./Problem.ts"
import type { NavigationState } from "./router.ts"
import { unreadCount } from "./unread.ts"
import type { WidgetState } from "./WidgetState.ts"

export interface LauncherView {
  /** False for a visitor the team has blocked. */
  readonly isVisible: boolean
  readonly isOpen: boolean
  /** Messages by others that the visitor has not seen. */
  readonly unreadCount: number
  /** A person of the team writes just now, in any conversation. */
  readonly isTyping: boolean
  readonly mode: "floating" | "responsive"
  readonly size: "normal" | "larger"
  readonly status: "loading" | "ready" | "unreachable" | "misconfigured"
}

const statusOf = ({ configurationError, website }: WidgetState): LauncherView["status"] =>
  configurationError ? "misconfigured" : website.value ? "ready" : website.status === "failed" ? "unreachable" : "loading"

/** What the button that opens the widget shows. */
export const launcherView: (state: WidgetState) => LauncherView = /* @__PURE__ */ memo(
  (state) => [
    state.website.value?.visitor?.isBlocked !== true,
    isOpen(state),
    unreadCount(state),
    Object.values(state.panel?.typists ?? {}).some((typists) => typists.some(({ kind }) => kind === "human")),
    state.settings.mode ?? "floating",
    state.settings.size ?? "normal",
    statusOf(state)
  ] as const,
  (isVisible, isOpen, unreadCount, isTyping, mode, size, status) =>
    ({ isVisible, isOpen, unreadCount, isTyping, mode, size, status })
)

export interface ConnectionView {
  readonly status: "idle" | "connecting" | "online" | "reconnecting" | "offline" | "refused"
  /** Milliseconds since 1970; null when nothing is being waited for. */
  readonly nextTryAt: number | null
}

/** What surrounds every page. */
export interface ShellView {
  readonly navigation: NavigationState
  readonly previousPages: ReadonlyArray<NavigationState>
  readonly canGoBack: boolean
  readonly website: Website | null
  readonly visitor: Visitor | null
  readonly humanAgents: ReadonlyArray<HumanAgent>
  readonly aiAgents: ReadonlyArray<AIAgent>
  readonly lastOnlineAt: string | null
  readonly configurationError: ConfigurationError | null
  /** Why the website isn't here; it is tried again by itself. */
  readonly problem: Problem | null
  readonly connection: ConnectionView
  /** False until the rest of the engine is loaded: draw a skeleton. */
  readonly panelReady: boolean
  /** An identification waits for its answer: don't ask for an e-mail address meanwhile. */
  readonly isIdentifying: boolean
  readonly quickOptions: ReadonlyArray<string>
  readonly defaultMessages: ReadonlyArray<DefaultMessage>
}

const none: ReadonlyArray<never> = []

export const shellView: (state: WidgetState) => ShellView = /* @__PURE__ */ memo(
  ({ configurationError, panel, router, settings, website }) => [
    router, website.value, website.problem, configurationError, panel?.connection, panel?.identity, settings, panel !== null
  ] as const,
  (router, website, problem, configurationError, connection, identity, settings, panelReady) => ({
    navigation: router.current,
    previousPages: router.previous,
    canGoBack: router.previous.length > 0,
    website,
    visitor: website?.visitor ?? null,
    humanAgents: website?.availableHumanAgents ?? none,
    aiAgents: website?.availableAIAgents ?? none,
    lastOnlineAt: website?.lastOnlineAt ?? null,
    configurationError,
    problem,
    connection: {
      status: connection ? statuses[connection._tag] : "idle",
      nextTryAt: connection && "nextTryAt" in connection ? connection.nextTryAt : null
    },
    panelReady,
    isIdentifying: identity?.queue.some(({ _tag }) => _tag === "Identify") ?? false,
    quickOptions: settings.quickOptions ?? none,
    defaultMessages: settings.defaultMessages ?? none
  })
)

const statuses = {
  Idle: "idle", Connecting: "connecting", Online: "online", Reconnecting: "reconnecting", Offline: "offline", Refused: "refused"
} as const
