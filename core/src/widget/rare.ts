import type { Client } from "../client/Client.ts"
import { askedHandlers } from "./asked.ts"
import type { Asking } from "./asking.ts"
import { configurationReaction } from "./configuration.ts"
import type { Credentials } from "./credential.ts"
import { watchPage } from "./developer.ts"
import { browserDeveloperPlatform } from "./DeveloperPlatform.ts"
import { emailHandlers } from "./emailHandlers.ts"
import { feedbackHandlers, feedbackReaction } from "./feedback.ts"
import type { Contract } from "./nouns.ts"
import type { AnyEvent, PanelHandlers } from "./panelEvents.ts"
import type { PanelPlatform } from "./PanelPlatform.ts"
import { processingHandlers } from "./processingHandlers.ts"
import { makeRareActions, makeTickets } from "./rareActions.ts"
import { rarePerformers } from "./rarePerformers.ts"
import { ratingHandlers } from "./ratingHandlers.ts"
import type { Reaction } from "./reducePanel.ts"
import { visitorEndHandlers } from "./visitorEnd.ts"
import type { WidgetPlatform } from "./WidgetPlatform.ts"

// Loaded after the second half: what both need stands there.
export { makePanel } from "./panel.ts"

/** Cards look at the identity's queue before it moves on: they come first. */
export const rareSlices: ReadonlyArray<PanelHandlers> = [
  emailHandlers, askedHandlers, processingHandlers, ratingHandlers, feedbackHandlers, visitorEndHandlers
]

export const rareReactions: ReadonlyArray<Reaction> = [configurationReaction, feedbackReaction]

/** What few conversations come to, for one widget: its actions, its commands, and who looks after the page's developer. */
export const makeRare = (
  tools: {
    readonly asking: Asking
    readonly client: Client<Contract>
    readonly credentials: Credentials
    readonly platform: WidgetPlatform & PanelPlatform
    readonly send: (event: AnyEvent) => void
  }
) => {
  const tickets = makeTickets()
  const platform = { ...browserDeveloperPlatform, ...tools.platform }
  return {
    actions: makeRareActions(tools.send, tickets),
    perform: rarePerformers({ ...tools, platform, tickets }),
    watchPage: (apiUrl: string) => watchPage(platform, apiUrl)
  }
}
