import { isOpen } from "./isOpen.ts"
import { memo } from "./memo.ts"
import type { Status } from "../client/ladder.ts"
import type { AIAgent, HumanAgent, Visitor, Website } from "./nouns.ts"
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
}

/** How far the site is known. Beside the launcher's view, which doesn't show it: it would be drawn anew when the site answers. */
export const launcherStatus = ({ configurationError, website }: WidgetState): "loading" | "ready" | "unreachable" | "misconfigured" =>
  configurationError ? "misconfigured" : website.value ? "ready" : website.status === "failed" ? "unreachable" : "loading"

/** What the button that opens the widget shows. */
export const launcherView: (state: WidgetState) => LauncherView = /* @__PURE__ */ memo(
  (state) => [
    state.website.value?.visitor?.isBlocked !== true,
    isOpen(state),
    unreadCount(state),
    Object.values(state.panel?.typists ?? {}).some((typists) => typists.some(({ kind }) => kind === "human")),
    state.settings.mode ?? "floating",
    state.settings.size ?? "normal"
  ] as const,
  (isVisible, isOpen, unreadCount, isTyping, mode, size) =>
    ({ isVisible, isOpen, unreadCount, isTyping, mode, size })
)

/** What surrounds every page. */
export interface ShellView {
  readonly navigation: NavigationState
  readonly website: Website | null
  readonly visitor: Visitor | null
  readonly humanAgents: ReadonlyArray<HumanAgent>
  readonly aiAgents: ReadonlyArray<AIAgent>
  readonly lastOnlineAt: string | null
  readonly configurationError: ConfigurationError | null
  /** Why the website isn't here; it is tried again by itself. */
  readonly problem: Problem | null
  readonly connection: Status["_tag"]
}

const none: ReadonlyArray<never> = []

export const shellView: (state: WidgetState) => ShellView = /* @__PURE__ */ memo(
  ({ configurationError, panel, router, website }) => [
    router.current, website.value, website.problem, configurationError, panel?.connection._tag ?? "Idle"
  ] as const,
  (navigation, website, problem, configurationError, connection) => ({
    navigation,
    website,
    visitor: website?.visitor ?? null,
    humanAgents: website?.availableHumanAgents ?? none,
    aiAgents: website?.availableAIAgents ?? none,
    lastOnlineAt: website?.lastOnlineAt ?? null,
    configurationError,
    problem,
    connection
  })
)
