import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import { closedAs } from "./conversations.ts"
import { currentConversation } from "./router.ts"

/** Someone of the team who writes just now. */
export interface Typist {
  readonly id: string
  readonly kind: "human" | "ai"
}

/** That this visitor writes, as far as the team was told. */
export interface TypingOut {
  readonly conversationId: string
  readonly toldAt: number
}

/** Milliseconds. A team that may see what is being written is told at most this often … */
const PREVIEW_EVERY = 800
/** … any other only so often that it doesn't lapse. */
const KEEP_ALIVE = 4_000
/** Without a keystroke for this long, writing has stopped. */
const IDLE_AFTER = 2_000
/** What others tell is good for this long. */
const EXPIRES_AFTER = 6_000
/** Characters of unsent text that the team may see. */
const PREVIEW_LENGTH = 2_000

/** What is written in a conversation and not sent. */
const written = (state: ReadyState, conversationId: string): string => state.panel.composers[conversationId]?.text.trim() ?? ""

const without = (state: ReadyState, conversationId: string, gone: (typist: Typist) => boolean): ReadyState => {
  const typists = state.panel.typists[conversationId] ?? []
  const left = typists.filter((typist) => !gone(typist))
  return left.length === typists.length ? state : withPanel(state, {
    typists: { ...state.panel.typists, [conversationId]: left }
  })
}

const tell = (state: ReadyState, conversationId: string, now: number): PanelStep => {
  const mayPreview = state.website.value?.typingPreview === true
  return [withPanel(state, { typingOut: { conversationId, toldAt: now } }), [
    { _tag: "SendTyping", conversationId, isTyping: true, ...(mayPreview && { preview: written(state, conversationId).slice(0, PREVIEW_LENGTH) }) }
  ]]
}

const stop = (state: ReadyState): PanelStep => {
  const { typingOut } = state.panel
  if (!typingOut) return [state, []]
  const stopped: ReadonlyArray<PanelCommand> = [
    { _tag: "Cancel", key: "typing" }, { _tag: "Cancel", key: "typingIdle" },
    { _tag: "SendTyping", conversationId: typingOut.conversationId, isTyping: false }
  ]
  return [withPanel(state, { typingOut: null }), stopped]
}

export const typingHandlers: PanelHandlers = {
  DraftChanged: (state, { conversationId }, now) => {
    const conversation = state.panel.conversations.byId[conversationId]
    if (!conversation || closedAs(conversation)) return [state, []]
    if (written(state, conversationId) === "") return stop(state)
    const every = state.website.value?.typingPreview ? PREVIEW_EVERY : KEEP_ALIVE
    const { typingOut } = state.panel
    const toldAt = typingOut?.conversationId === conversationId ? typingOut.toldAt : -Infinity
    const isDue = now - toldAt >= every
    const [next, commands]: PanelStep = isDue ? tell(state, conversationId, now) : [state, []]
    return [next, [
      ...commands,
      { _tag: "Wait", key: "typing", ms: isDue ? every : every - (now - toldAt), event: { _tag: "TypingDue" } },
      { _tag: "Wait", key: "typingIdle", ms: IDLE_AFTER, event: { _tag: "TypingIdle" } }
    ]]
  },
  TypingDue: (state, _event, now) => {
    const { typingOut } = state.panel
    return typingOut ? tell(state, typingOut.conversationId, now) : [state, []]
  },
  TypingIdle: stop,
  TypistExpired: (state, { actorId, conversationId }) => [without(state, conversationId, ({ id }) => id === actorId), []],
  Started: (state) => [withPanel(state, { typists: {}, typingOut: null }), []],
  News: (state, { event }) => {
    if (event._tag === "ItemChanged" && event.item.type === "message" && event.item.visitorId === null) {
      return [without(state, event.item.conversationId, () => true), []]
    }
    if (event._tag !== "TypingChanged" || event.actorType === "visitor") return [state, []]
    const { actorId, actorType, conversationId, isTyping } = event
    const key = `typist:${conversationId}:${actorId}`
    if (!isTyping) return [without(state, conversationId, ({ id }) => id === actorId), [{ _tag: "Cancel", key }]]
    const typists = state.panel.typists[conversationId] ?? []
    const typist: Typist = { id: actorId, kind: actorType === "user" ? "human" : "ai" }
    const next = typists.some(({ id }) => id === actorId) ? state : withPanel(state, {
      typists: { ...state.panel.typists, [conversationId]: [...typists, typist] }
    })
    return [next, [
      { _tag: "Wait", key, ms: EXPIRES_AFTER, event: { _tag: "TypistExpired", conversationId, actorId } }
    ]]
  }
}

/** Writing stops when its conversation is left or its text is sent. */
export const typingReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const { typingOut } = after.panel
  if (!typingOut) return [after, []]
  // Left, not elsewhere: a page of the host's own may show a conversation that isn't the widget's.
  const isShown = (state: ReadyState) => currentConversation(state) === typingOut.conversationId
  const isLeft = before !== null && isShown(before) && !isShown(after)
  const isEmpty = written(after, typingOut.conversationId) === ""
  return isLeft || isEmpty || !after.isRunning ? stop(after) : [after, []]
}
