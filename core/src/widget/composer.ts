import { uploadRules } from "../uploads/uploadRules.ts"
import { type DraftFile, hasFailed } from "./draftFile.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { changeThread } from "./thread.ts"

/** What is being written in one conversation. */
export interface Composer {
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  readonly problem: Problem | null
}

export const emptyComposer: Composer = { text: "", files: [], problem: null }
/** Characters of one message. */
const MAX_TEXT = 8_000

export const composerOf = (state: ReadyState, id: string): Composer => state.panel.composers[id] ?? emptyComposer

export const changeComposer = (state: ReadyState, id: string, change: Partial<Composer>): ReadyState =>
  withPanel(state, { composers: { ...state.panel.composers, [id]: { ...composerOf(state, id), ...change } } })

/** A limit of time stands until it is over; anything else until the person does something about it. */
export const stillStands = (problem: Problem | null, now: number): Problem | null =>
  problem?._tag === "RateLimited" && problem.until > now ? problem : null

/** Whether something is written; a file still on its way counts. */
export const isEmpty = ({ files, text }: Composer): boolean => text.trim() === "" && files.length === 0

/** What keeps this from being sent as it is, or null. */
export const obstacleOf = ({ files, problem, text }: Composer): Problem | null => {
  const limit = uploadRules.maxFilesPerMessage
  if (problem?._tag === "RateLimited") return problem
  if (files.some(hasFailed)) return { _tag: "FileFailed" }
  if (files.length > limit) return { _tag: "TooManyFiles", limit }
  return text.length > MAX_TEXT ? { _tag: "TooLong", limit: MAX_TEXT } : null
}

/** Text and files before they are sent. */
export const composerHandlers: PanelHandlers = {
  DraftChanged: (state, { conversationId, text }, now) => {
    const problem: Problem | null = text.length > MAX_TEXT ? { _tag: "TooLong", limit: MAX_TEXT }
      : stillStands(composerOf(state, conversationId).problem, now)
    return [changeComposer(state, conversationId, { text, problem }), []]
  },
  DraftsRestored: (state, { composers, newConversation }) => {
    const kept = withPanel(state, { composers: { ...state.panel.composers, ...composers }, newConversation })
    return [newConversation === null ? kept : changeThread(kept, newConversation, { status: "new" }), []]
  },
  // Looked at and uploaded by `attaching.ts`, once that is loaded.
  FilesAdded: (state, { conversationId, files }) =>
    [changeComposer(state, conversationId, { files: [...composerOf(state, conversationId).files, ...files], problem: null }), []]
}
