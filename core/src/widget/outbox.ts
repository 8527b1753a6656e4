import { isPassing } from "../client/isPassing.ts"
import { changeComposer, composerOf, isEmpty, obstacleOf, stillStands } from "./composer.ts"
import { type DraftFile, isReady } from "./draftFile.ts"
import { closedAs, foldConversation } from "./conversations.ts"
import { failed } from "./failed.ts"
import { needVisitor } from "./identity.ts"
import type { DefaultMessage } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { reduceRouter } from "./router.ts"
import { changeThread, foldItem, threadOf } from "./thread.ts"
import { problemOf } from "./problemOf.ts"
import { backOff } from "./backOff.ts"

/** A message the server has not accepted yet. Its id is made here and stays, so that sending it again is safe. */
export interface Outgoing {
  readonly id: string
  readonly conversationId: string
  readonly text: string
  /** It leaves when all of them are ready. */
  readonly files: ReadonlyArray<DraftFile>
  /** Welcome lines to go ahead of the first message of a conversation, maybe none; null with any later one. */
  readonly welcome: ReadonlyArray<DefaultMessage> | null
  readonly createdAt: string
  /** `waiting` is sent again by itself; `failed` waits for the person. */
  readonly status: "queued" | "sending" | "waiting" | "failed"
  /** Shown once set; a message may have one and still be sent again by itself. */
  readonly problem: Problem | null
  readonly attempts: number
}

/** Failures after which a message that is still being tried says so. */
const PATIENCE = 3

export const findUnsent = (state: ReadyState, id: string): Outgoing | undefined => state.panel.outbox.find((message) => message.id === id)

export const changeUnsent = (state: ReadyState, id: string, changes: Partial<Outgoing>): ReadyState =>
  withPanel(state, { outbox: state.panel.outbox.map((message) => message.id === id ? { ...message, ...changes } : message) })

export const removeMessages = (state: ReadyState, ids: ReadonlyArray<string>): ReadyState => {
  const outbox = state.panel.outbox.filter(({ id }) => !ids.includes(id))
  return outbox.length === state.panel.outbox.length ? state : withPanel(state, { outbox })
}

/** Puts a message in line behind those before it. */
export const enqueue = (state: ReadyState, message: Pick<Outgoing, "id" | "conversationId" | "text" | "files" | "createdAt" | "welcome">): ReadyState =>
  withPanel(state, { outbox: [...state.panel.outbox, { ...message, status: "queued", problem: null, attempts: 0 }] })

/** Of each conversation the first that waits in line, one at a time, so that the server takes them in this order. */
const flush = (state: ReadyState): PanelStep => {
  const { identity, outbox } = state.panel
  if (!state.isRunning || !outbox.some(({ status }) => status === "queued")) return [state, []]
  if (identity.status !== "known") return needVisitor(state)
  const busy = new Set<string>()
  const commands: Array<PanelCommand> = []
  let next = state
  for (const message of outbox) {
    if (busy.has(message.conversationId) || message.status === "failed") continue
    busy.add(message.conversationId)
    if (message.status !== "queued" || !message.files.every(isReady)) continue
    next = changeUnsent(next, message.id, { status: "sending" })
    commands.push({ _tag: "Send", message })
  }
  return [next, commands]
}

/** Everything that waits for better times is tried now. */
const hurry = (state: ReadyState): PanelStep => [
  withPanel(state, {
    outbox: state.panel.outbox.map((message) => message.status === "waiting" ? { ...message, status: "queued" } : message)
  }),
  []
]

/** The server has it: out of the box, and told once, whichever of answer and news came first. */
const accept = (state: ReadyState, id: string, item: Parameters<typeof foldItem>[1]): PanelStep => {
  const message = findUnsent(state, id)
  if (!message) return [state, []]
  const { conversationId } = item
  const conversation = state.panel.conversations.byId[conversationId]
  const thread = threadOf(state, conversationId)
  const started = thread.status !== "new" ? [] : [
    { _tag: "Emit", event: { type: "conversationStart", conversationId, ...(conversation && { conversation }) } } as const
  ]
  // A conversation just begun is read once: the server put the welcome lines before the first message.
  const status = thread.status === "new" ? "stale" : thread.status
  const welcome = message.welcome ?? thread.welcome
  const next = changeThread(removeMessages(state, [id]), conversationId, { items: foldItem(thread.items, item), status, welcome })
  return [next.panel.newConversation === conversationId ? withPanel(next, { newConversation: null }) : next, [
    { _tag: "Cancel", key: `send:${id}` },
    ...started,
    { _tag: "Emit", event: { type: "messageSent", conversationId, message: item } }
  ]]
}

export const outboxHandlers: PanelHandlers = {
  Started: hurry,
  Woke: hurry,
  ConnectionChanged: (state, { status }) => status._tag === "Online" ? hurry(state) : [state, []],
  Stopped: (state) => [
    withPanel(state, {
      outbox: state.panel.outbox.map((message) => message.status === "sending" ? { ...message, status: "waiting" } : message)
    }),
    []
  ],
  SubmitAsked: (state, { conversationId, createdAt, messageId }, now) => {
    const composer = composerOf(state, conversationId)
    const { files, text } = composer
    if (isEmpty(composer)) return [state, []]
    const obstacle = obstacleOf({ ...composer, problem: stillStands(composer.problem, now) })
    if (obstacle) return [changeComposer(state, conversationId, { problem: obstacle }), []]
    const closed = closedAs(state.panel.conversations.byId[conversationId] ?? null)
    if (closed) return [changeComposer(state, conversationId, { problem: { _tag: "ConversationClosed", status: closed } }), []]
    const isFirst = threadOf(state, conversationId).status === "new" &&
      !state.panel.outbox.some((message) => message.conversationId === conversationId)
    const sent = enqueue(state, {
      id: messageId, conversationId, text: text.trim(), files, createdAt,
      welcome: isFirst ? state.settings.defaultMessages ?? [] : null
    })
    return [changeComposer(sent, conversationId, { text: "", files: [], problem: null }), []]
  },
  UnsentRestored: (state, { messages }) => {
    const begun = messages.filter(({ welcome }) => welcome !== null).reduce(
      (next, { conversationId }) => changeThread(next, conversationId, { status: "new" }), state)
    return [withPanel(begun, { outbox: [...messages, ...state.panel.outbox] }), []]
  },
  SettledElsewhere: (state, { ids }) => [removeMessages(state, ids), []],
  SendDue: (state, { id }, now) => {
    const message = findUnsent(state, id)
    if (message?.status !== "waiting") return [state, []]
    const { problem } = composerOf(state, message.conversationId)
    const free = changeComposer(state, message.conversationId, { problem: stillStands(problem, now) })
    return [changeUnsent(free, id, { status: "queued" }), []]
  },
  Sent: (state, { answer, id }) => {
    const conversations = foldConversation(state.panel.conversations, answer.conversation)
    return accept(withPanel(state, { conversations }), id, answer.item)
  },
  News: (state, { event }) => event._tag === "ItemChanged" ? accept(state, event.item.id, event.item) : [state, []],
  SendFailed: (state, { error, id, isOnline }, now) => {
    const message = findUnsent(state, id)
    if (!message) return [state, []]
    const { conversationId } = message
    const attempts = message.attempts + 1
    const isLimit = error._tag === "TooManyRequests"
    const isWaiting = isPassing(error)
    const isQuiet = isWaiting && !isLimit && isOnline && attempts < PATIENCE
    const problem = isQuiet ? message.problem : problemOf(error, now)
    const isTold = isWaiting ? !isLimit && attempts === PATIENCE : true
    return [changeUnsent(isLimit ? changeComposer(state, conversationId, { problem }) : state, id, { status: isWaiting ? "waiting" : "failed", problem, attempts }), [
      ...(isWaiting ? [{
        _tag: "Wait", key: `send:${id}`, ms: isLimit ? error.retryAfterMs : backOff(message.attempts), jitter: !isLimit, event: { _tag: "SendDue", id }
      } as const] : []),
      ...(isTold ? [failed("send", error)] : [])
    ]]
  },
  DiscardAsked: (state, { id }) => {
    const message = findUnsent(state, id)
    return message && message.status !== "sending"
      ? [removeMessages(state, [id]), [{ _tag: "Cancel", key: `send:${id}` }]]
      : [state, []]
  },
  VisitorFailed: (state, { error }, now) => {
    const problem = problemOf(error, now)
    const outbox = state.panel.outbox.map((message) =>
      message.status === "queued" ? { ...message, problem, status: isPassing(error) ? message.status : "failed" } as const : message
    )
    return [withPanel(state, { outbox }), []]
  }
}

export const showConversation = (state: ReadyState, conversationId: string, replace = false): ReadyState => ({
  ...state,
  router: reduceRouter(state.router, { _tag: "Navigated", to: { page: "CONVERSATION", params: { conversationId } }, replace })
})

/** A conversation that exists only here, in sight. */
export const showNew = (state: ReadyState, conversationId: string, replace?: boolean): ReadyState =>
  showConversation(changeThread(state, conversationId, { status: "new" }), conversationId, replace)

/** Whatever the thread shows, the server has: a message from before a reload may have arrived after all. */
const settle = (state: ReadyState): PanelStep => {
  const commands: Array<PanelCommand> = []
  let next = state
  for (const { conversationId, id } of state.panel.outbox) {
    const item = state.panel.threads[conversationId]?.items.find((each) => each.id === id)
    if (!item) continue
    const [after, more] = accept(next, id, item)
    next = after
    commands.push(...more)
  }
  return [next, commands]
}

export const outboxReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const was = before?.panel
  const { identity, outbox, threads } = after.panel
  if (was?.outbox === outbox && was.threads === threads && was.identity === identity && before?.isRunning === after.isRunning) {
    return [after, []]
  }
  const [settled, told] = settle(after)
  const [next, commands] = flush(settled)
  return [next, [...told, ...commands]]
}
