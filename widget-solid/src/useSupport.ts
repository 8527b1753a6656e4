import { launcherView, shellView } from "@cossistant/core/widget/launcherView"
import type { AIAgent, DefaultMessage, HumanAgent, Visitor, Website } from "@cossistant/core/widget/nouns"
import type { ConfigurationError } from "@cossistant/core/widget/Problem"
import { useView } from "./useView.ts"
import { useWidget } from "./WidgetContext.ts"

/** Read the fields where they are used: they are getters, kept current. */
export interface UseSupportValue {
  /** The site, null until it is loaded. */
  readonly website: Website | null
  /** This browser's visitor with its base language, undefined until there is one. */
  readonly visitor: (Visitor & { readonly locale: string | null }) | undefined
  readonly availableHumanAgents: ReadonlyArray<HumanAgent>
  readonly availableAIAgents: ReadonlyArray<AIAgent>
  readonly defaultMessages: ReadonlyArray<DefaultMessage>
  readonly quickOptions: ReadonlyArray<string>
  /** Unread messages, over all conversations. */
  readonly unreadCount: number
  readonly isLoading: boolean
  /** Why the site couldn't be loaded; it is tried again by itself. */
  readonly error: Error | null
  readonly configurationError: ConfigurationError | null
  readonly isOpen: boolean
  readonly size: "normal" | "larger"
  readonly open: () => void
  readonly close: () => void
  readonly toggle: () => void
}

/** The support widget of this page: its state, and how to open and close it. Throws outside `SupportProvider`. */
export const useSupport = (): UseSupportValue => {
  const widget = useWidget()
  const launcher = useView(launcherView)
  const shell = useView(shellView)
  return {
    get website() { return shell.website },
    get visitor() {
      const { visitor } = shell
      return visitor === null ? undefined : { ...visitor, locale: visitor.language?.split("-")[0] ?? null }
    },
    get availableHumanAgents() { return shell.humanAgents },
    get availableAIAgents() { return shell.aiAgents },
    get defaultMessages() { return shell.defaultMessages },
    get quickOptions() { return shell.quickOptions },
    get unreadCount() { return launcher.unreadCount },
    get isLoading() { return launcher.status === "loading" },
    get error() { return shell.problem === null ? null : new Error(shell.problem._tag) },
    get configurationError() { return shell.configurationError },
    get isOpen() { return launcher.isOpen },
    get size() { return launcher.size },
    open: widget.open,
    close: widget.close,
    toggle: widget.toggle
  }
}
