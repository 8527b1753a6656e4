import { type Accessor, createSignal, onCleanup } from "solid-js"
import type { Inbox } from "./Inbox.ts"
import type { InboxState } from "./InboxState.ts"

/** The inbox as a signal; events that come in one go (a burst, a catch-up) make one update. */
export const createInboxState = (inbox: Inbox): Accessor<InboxState> => {
  const [state, setState] = createSignal(inbox.get())
  let isDue = false
  onCleanup(inbox.subscribe(() => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      setState(inbox.get())
    })
  }))
  return state
}
