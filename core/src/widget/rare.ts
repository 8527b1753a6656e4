import type { Client } from "../client/Client.ts"
import { warnDeveloper } from "../dom/warnDeveloper.ts"
import { askedHandlers } from "./asked.ts"
import type { Asking } from "./asking.ts"
import { attachingHandlers, attachingReaction } from "./attaching.ts"
import { configurationReaction } from "./configuration.ts"
import type { Credentials } from "./credential.ts"
import { emailHandlers } from "./emailHandlers.ts"
import { feedbackHandlers, feedbackReaction } from "./feedback.ts"
import { leavingHandlers, makeLeaving } from "./leaving.ts"
import type { Contract } from "./nouns.ts"
import type { AnyEvent, PanelHandlers } from "./panelEvents.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"
import { processingHandlers } from "./processingHandlers.ts"
import { putFile } from "./putFile.ts"
import { makeRareActions, makeTickets } from "./rareActions.ts"
import { rarePerformers } from "./rarePerformers.ts"
import { ratingHandlers } from "./ratingHandlers.ts"
import type { Reaction } from "./reducePanel.ts"
import { retryingHandlers } from "./retrying.ts"
import type { Store } from "./store.ts"
import { type HeldFiles, makeUploads } from "./uploads.ts"
import { visitorEndHandlers } from "./visitorEnd.ts"
import type { WidgetPlatform } from "./WidgetPlatform.ts"
import type { WidgetState } from "./WidgetState.ts"

// Loaded after the second half: what both need stands there.
export { makePanel } from "./panel.ts"

/** Cards look at the identity's queue before it moves on: they come first. */
export const rareSlices: ReadonlyArray<PanelHandlers> = [
  emailHandlers, askedHandlers, leavingHandlers, processingHandlers, ratingHandlers, feedbackHandlers, visitorEndHandlers, attachingHandlers, retryingHandlers
]

export const rareReactions: ReadonlyArray<Reaction> = [attachingReaction, configurationReaction, feedbackReaction]

/** What few conversations come to, for one widget: its actions and its commands. */
export const makeRare = (
  tools: {
    readonly asking: Asking
    readonly client: Client<Contract>
    readonly credentials: Credentials
    readonly get: () => WidgetState
    readonly held: HeldFiles
    readonly local: Store
    readonly platform: WidgetPlatform & PanelPlatform
    readonly scope: string
    readonly send: (event: AnyEvent) => void
  }
) => {
  const tickets = makeTickets()
  const platform = { warn: warnDeveloper, putFile, ...tools.platform }
  const uploads = makeUploads({ client: tools.client, held: tools.held, put: platform.putFile })
  return {
    actions: makeRareActions(tools.send, tickets),
    perform: rarePerformers({ ...tools, platform, tellLeft: makeLeaving(tools), tickets, uploads })
  }
}
