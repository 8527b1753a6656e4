import type { Composer, Draft, DraftFile, InboxState, Reply } from "./InboxState.ts"
import type { Item } from "./nouns.ts"
import type { Step } from "./step.ts"
import { answersSince, newestSeq } from "./threads.ts"

const emptyDraft: Draft = { text: "", startedSeq: null, files: [] }
export const emptyComposer: Composer = { mode: "reply", reply: emptyDraft, note: emptyDraft }

export const composerOf = (state: InboxState, conversationId: string): Composer =>
  state.composers[conversationId] ?? emptyComposer

const keep = (state: InboxState, conversationId: string, composer: Composer): Step => [
  { ...state, composers: { ...state.composers, [conversationId]: composer } },
  [{ _tag: "KeepComposer", conversationId, composer }]
]

export const chooseMode = (state: InboxState, conversationId: string, mode: Composer["mode"]): Step =>
  keep(state, conversationId, { ...composerOf(state, conversationId), mode })

/** Writing begins with the first character: what was on screen then is what the writer is answering. */
export const changeText = (state: InboxState, conversationId: string, text: string): Step => {
  const composer = composerOf(state, conversationId)
  const draft = composer[composer.mode]
  const startedSeq = text === "" ? null : draft.startedSeq ?? newestSeq(state, conversationId)
  const [next, commands] = keep(state, conversationId, { ...composer, [composer.mode]: { ...draft, text, startedSeq } })
  const visibility = composer.mode === "note" ? "private" : "public"
  return [next, [...commands, { _tag: "TellTyping", conversationId, isTyping: text !== "", visibility }]]
}

/** Changes the files of the draft that holds (or shall hold) them. */
export const changeFiles = (
  state: InboxState,
  conversationId: string,
  change: (files: ReadonlyArray<DraftFile>) => ReadonlyArray<DraftFile>,
  key?: string
): Step => {
  const composer = composerOf(state, conversationId)
  const mode = key !== undefined && composer.note.files.some((file) => file.key === key) ? "note" : key === undefined ? composer.mode : "reply"
  const draft = composer[mode]
  const files = change(draft.files)
  return keep(state, conversationId, {
    ...composer,
    [mode]: { ...draft, files, startedSeq: draft.startedSeq ?? (files.length > 0 ? newestSeq(state, conversationId) : null) }
  })
}

/** Beyond so many characters the server refuses a message. */
export const longestText = 8_000

/** Whether a press on send would do anything: something is written or attached, not too long, and every file has arrived. */
export const canSend = ({ files, text }: Draft): boolean =>
  (text.trim() !== "" || files.length > 0) && text.length <= longestText && files.every((file) => file.upload._tag === "Ready")

/**
 * Sends what is written. When a colleague answered since writing began, the first press only brings that answer before
 * the writer (`guards`); the next one sends, unless yet another answer came.
 */
export const pressSend = (state: InboxState, conversationId: string, messageId: string, at: string): Step => {
  const composer = composerOf(state, conversationId)
  const draft = composer[composer.mode]
  if (!canSend(draft)) return [state, []]
  const { [conversationId]: shown = [], ...guards } = state.guards
  const confirmedSeq = Math.max(draft.startedSeq ?? newestSeq(state, conversationId), ...shown.map((item) => item.seq))
  const answers = composer.mode === "reply" ? answersSince(state, conversationId, confirmedSeq) : []
  if (answers.length > 0) return [{ ...state, guards: { ...guards, [conversationId]: [...shown, ...answers] } }, []]

  const reply: Reply = {
    id: messageId,
    conversationId,
    text: draft.text.trim(),
    visibility: composer.mode === "note" ? "private" : "public",
    files: draft.files.flatMap(({ upload }) => upload._tag === "Ready" ? [upload.file] : []),
    confirmedSeq,
    at,
    problem: null
  }
  const [cleared, kept] = keep(state, conversationId, { ...composer, [composer.mode]: emptyDraft })
  return [
    { ...cleared, guards: composer.mode === "reply" ? guards : state.guards, replies: { ...state.replies, [messageId]: reply } },
    [
      ...kept,
      { _tag: "KeepReply", reply },
      { _tag: "TellTyping", conversationId, isTyping: false, visibility: reply.visibility }
    ]
  ]
}

/** Puts a reply that must be looked at again back before its writer, ahead of anything written meanwhile. */
export const returnToDraft = (state: InboxState, reply: Reply, answers: ReadonlyArray<Item>): Step => {
  const composer = composerOf(state, reply.conversationId)
  const mode = reply.visibility === "private" ? "note" : "reply"
  const draft = composer[mode]
  const files = reply.files.map((file): DraftFile => ({
    key: file.key, name: file.filename, size: file.size, mediaType: file.mediaType, upload: { _tag: "Ready", file }
  }))
  const [next, commands] = keep(state, reply.conversationId, {
    ...composer,
    [mode]: {
      text: [reply.text, draft.text].filter((text) => text !== "").join("\n\n"),
      startedSeq: reply.confirmedSeq,
      files: [...files, ...draft.files]
    }
  })
  return [{ ...next, guards: { ...next.guards, [reply.conversationId]: answers } }, commands]
}
