import type { ErrorEnc, SuccessEnc, UnaryTag } from "../client/procedures.ts"
import type { TransportError } from "../client/RpcFailure.ts"
import type { Contract, Website } from "./nouns.ts"
import type { Panel } from "./PanelState.ts"
import type { PanelEvent } from "./panelEvents.ts"
import type { Settings } from "./settings.ts"
import type { SupportEvent } from "./SupportEvent.ts"

/** Everything a call of the widget may be answered with instead of success. */
export type Refusal = ErrorEnc<Contract, UnaryTag<Contract>> | TransportError

export type Answer<Tag> = SuccessEnc<Contract, Tag>

/** What happens to the part that is always there. */
export type LauncherEvent =
  | { readonly _tag: "Started" }
  | { readonly _tag: "Stopped" }
  /** The device came online or the page to sight: whatever waits for a retry is tried now. */
  | { readonly _tag: "Woke" }
  | { readonly _tag: "SettingsChanged"; readonly settings: Settings }
  | { readonly _tag: "OpenAsked"; readonly open: boolean }
  /** The host page shows its own number, until another is counted. */
  | { readonly _tag: "UnreadSet"; readonly count: number }
  | { readonly _tag: "WebsiteAsked" }
  | { readonly _tag: "WebsiteLoaded"; readonly website: Website }
  | { readonly _tag: "WebsiteFailed"; readonly error: Refusal }
  /** Some call was refused, for a reason that may concern the whole widget. */
  | { readonly _tag: "Refused"; readonly error: Refusal }
  | { readonly _tag: "PanelLoaded"; readonly panel: Panel }

export type WidgetEvent = LauncherEvent | PanelEvent

/** What the widget wants done, in either half. */
export type LauncherCommand =
  | { readonly _tag: "LoadWebsite" }
  | { readonly _tag: "AskOpen"; readonly open: boolean }
  | { readonly _tag: "Emit"; readonly event: SupportEvent }
  /** Sends `event` after `ms`, or at a random moment before; replaces what waits under the same key. */
  | { readonly _tag: "Wait"; readonly key: string; readonly ms: number; readonly jitter?: boolean; readonly event: WidgetEvent }
  | { readonly _tag: "Cancel"; readonly key: string }
