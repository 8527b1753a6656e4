import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { generateConversationId } from "./newIds.ts"

const realId = /^CO[1-9A-NP-Z]{16}$/
const begun = new WeakMap<object, string>()

/** The conversation hasn't begun: nothing of it is on the server or on its way there. */
const isUnused = ({ panel }: WidgetState, id: string): boolean => {
  const status = panel?.threads[id]?.status ?? "new"
  return status === "new" && panel?.conversations.byId[id] === undefined && !panel?.outbox.some(({ conversationId }) => conversationId === id)
}

/** The id of the conversation that the next first message begins: the same until then, for all who ask. */
export const pendingConversationId = (state: WidgetState): string => {
  const known = state.panel?.newConversation ?? begun.get(state.self)
  if (known !== undefined && isUnused(state, known)) return known
  const id = generateConversationId()
  begun.set(state.self, id)
  return id
}

/** The conversation meant by an id: a real one itself, anything else (`"__pending__"`, null) the one that begins next. */
export const conversationIdOf = (state: WidgetState, given: string | null | undefined): string =>
  typeof given === "string" && realId.test(given) ? given : pendingConversationId(state)

/** Lets a conversation that only this page knows be new, so that its welcome lines are shown; any other is loaded. */
export const wantConversation = (widget: Widget, id: string): void => {
  const isPending = begun.get(widget.get().self) === id
  widget.send({ _tag: isPending ? "ConversationAsked" : "ThreadAsked", conversationId: id })
}

/** Does something with the second half of the widget: now, if it is loaded, or as soon as it is. */
export const whenLoaded = <Done>(widget: Widget, run: () => Done): Promise<Done> => {
  if (widget.get().panel === null) return widget.load().then(run)
  try {
    return Promise.resolve(run())
  } catch (cause) {
    return Promise.reject(cause)
  }
}
