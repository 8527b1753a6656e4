import type { AIAgent, DefaultMessage, HumanAgent, PublicWebsiteResponse } from "@cossistant/types"
import { launcherStatus, launcherView } from "../widget/launcherView.ts"
import { memo } from "../widget/memo.ts"
import type { ConfigurationError } from "../widget/Problem.ts"
import type { Layer } from "../widget/settings.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import type { CossistantError } from "./CossistantError.ts"
import { visitorOf, type VisitorWithLocale } from "./visitorOf.ts"
import { websiteError } from "./websiteError.ts"
import { websiteOf } from "./websiteOf.ts"

/** What `useSupport()` gives, its functions and its client aside. */
export interface SupportValue {
  /** Null until it is loaded. */
  website: PublicWebsiteResponse | null
  /** Undefined until something needed one. */
  visitor: VisitorWithLocale | undefined
  availableHumanAgents: HumanAgent[]
  availableAIAgents: AIAgent[]
  defaultMessages: DefaultMessage[]
  quickOptions: string[]
  /** Unread messages, over all conversations. */
  unreadCount: number
  isLoading: boolean
  /** Why the site couldn't be loaded; it is tried again by itself. */
  error: CossistantError | null
  configurationError: ConfigurationError | null
  /** As it is seen: a controlled widget is as its host says. */
  isOpen: boolean
  size: "normal" | "larger"
}

const lists = /* @__PURE__ */ memo(
  ({ settings: { defaultMessages, quickOptions } }: WidgetState) => [defaultMessages, quickOptions] as const,
  (defaultMessages = [], quickOptions = []) => ({ defaultMessages: defaultMessages.map((line) => ({ ...line })), quickOptions: [...quickOptions] })
)
const nobody: never[] = []

/** The widget as a whole. */
export const supportValue: (state: WidgetState) => SupportValue = /* @__PURE__ */ memo(
  (state) => [
    websiteOf(state), visitorOf(state), lists(state), launcherView(state), launcherStatus(state), websiteError(state), state.configurationError
  ] as const,
  (website, visitor, { defaultMessages, quickOptions }, { isOpen, size, unreadCount }, status, error, configurationError) => ({
    website,
    visitor: visitor ?? undefined,
    availableHumanAgents: website?.availableHumanAgents ?? nobody,
    availableAIAgents: website?.availableAIAgents ?? nobody,
    defaultMessages,
    quickOptions,
    unreadCount,
    isLoading: status === "loading",
    error,
    configurationError,
    isOpen,
    size
  })
)

export interface SupportActions {
  open(): void
  close(): void
  toggle(): void
  setDefaultMessages(messages: ReadonlyArray<DefaultMessage>): void
  setQuickOptions(options: ReadonlyArray<string>): void
}

const made = new WeakMap<Widget, SupportActions>()

/** The functions of `useSupport()`, the same for the same widget. Settings hold until a later one says otherwise. */
export const supportActions = (widget: Widget): SupportActions => {
  const known = made.get(widget)
  if (known) return known
  const layers: Record<string, Layer> = {}
  // Taken back and said anew, so that whoever speaks last is heard.
  const say = (settings: Parameters<Layer["set"]>[0], name: string) => {
    layers[name]?.remove()
    const layer = layers[name] = widget.configure("config")
    layer.set(settings)
  }
  const actions: SupportActions = {
    open: widget.open,
    close: widget.close,
    toggle: widget.toggle,
    setDefaultMessages: (defaultMessages) => say({ defaultMessages }, "defaultMessages"),
    setQuickOptions: (quickOptions) => say({ quickOptions }, "quickOptions")
  }
  made.set(widget, actions)
  return actions
}
