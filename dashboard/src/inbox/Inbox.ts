import type { Machine } from "@cossistant/core/widget/run"
import type { InboxEvent } from "./InboxEvent.ts"
import type { InboxState } from "./InboxState.ts"

/** The one mutable cell of a site's inbox: events in, states out. */
export type Inbox = Machine<InboxState, InboxEvent>
