import { uploadRules } from "../uploads/uploadRules.ts"
import { anew, type DraftFile, hasFailed, isReady, refusalOf, waiting } from "./draftFile.ts"
import { needVisitor } from "./identity.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { changeThread } from "./thread.ts"
import { problemOf } from "./problemOf.ts"

/** What is being written in one conversation. */
export interface Composer {
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  readonly problem: Problem | null
}

export const emptyComposer: Composer = { text: "", files: [], problem: null }
/** Characters of one message. */
export const MAX_TEXT = 8_000

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

/** Changes a file where it is: with what is being written, or with a message that waits for it. */
const setFile = (state: ReadyState, conversationId: string, key: string, upload: DraftFile["upload"]): ReadyState => {
  const { outbox } = state.panel
  const { files } = composerOf(state, conversationId)
  const has = (files: ReadonlyArray<DraftFile>) => files.some((file) => file.key === key)
  const set = (files: ReadonlyArray<DraftFile>) => files.map((file) => file.key === key ? { ...file, upload } : file)
  if (has(files)) return changeComposer(state, conversationId, { files: set(files) })
  if (!outbox.some((message) => has(message.files))) return state
  return withPanel(state, { outbox: outbox.map((message) => has(message.files) ? { ...message, files: set(message.files) } : message) })
}

/** Begins the uploads that wait, as soon as there is a visitor to upload for. */
const startUploads = (state: ReadyState): PanelStep => {
  const commands: Array<PanelCommand> = []
  let next = state
  const { composers, outbox } = state.panel
  const written = Object.entries(composers).map(([conversationId, { files }]) => ({ conversationId, files }))
  for (const { conversationId, files } of [...written, ...outbox]) {
    for (const { key, upload } of files) {
      if (upload._tag !== "Uploading" || upload.isBegun) continue
      if (state.panel.identity.status !== "known") return needVisitor(state)
      next = setFile(next, conversationId, key, { _tag: "Uploading", progress: 0, isBegun: true })
      commands.push({ _tag: "Upload", conversationId, key })
    }
  }
  return [next, commands]
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
  FilesAdded: (state, { conversationId, files }) => {
    const composer = composerOf(state, conversationId)
    const room = uploadRules.maxFilesPerMessage - composer.files.length
    const added = files.slice(0, Math.max(0, room)).map((file): DraftFile => {
      const problem = refusalOf(file)
      return problem ? { ...file, upload: { _tag: "Failed", problem } } : file
    })
    const problem: Problem | null = files.length > room
      ? { _tag: "TooManyFiles", limit: uploadRules.maxFilesPerMessage } : null
    const left = files.slice(Math.max(0, room)).map(({ key }) => ({ _tag: "DropFile", key }) as const)
    return [changeComposer(state, conversationId, { files: [...composer.files, ...added], problem }), left]
  },
  FileRemoved: (state, { conversationId, key }) => [
    changeComposer(state, conversationId, {
      files: composerOf(state, conversationId).files.filter((file) => file.key !== key),
      problem: null
    }),
    [{ _tag: "DropFile", key }]
  ],
  FileRetried: (state, { conversationId, key }) => {
    const file = composerOf(state, conversationId).files.find((file) => file.key === key)
    if (!file || refusalOf(file)) return [state, []]
    return [setFile(changeComposer(state, conversationId, { problem: null }), conversationId, key, waiting), []]
  },
  FileProgressed: (state, { conversationId, key, progress }) => [
    setFile(state, conversationId, key, { _tag: "Uploading", progress, isBegun: true }), []
  ],
  FileUploaded: (state, { conversationId, file, key }) => {
    const next = setFile(state, conversationId, key, { _tag: "Ready", file })
    // A message that has all its files leaves: the page needn't hold on to them.
    const leaving = next.panel.outbox.find(({ files }) => files.every(isReady) && files.some((file) => file.key === key))
    return [next, leaving ? leaving.files.map(({ key }) => ({ _tag: "DropFile", key })) : []]
  },
  FileFailed: (state, { conversationId, error, key }, now) => {
    const isTold = error?._tag === "FileRefused" || error?._tag === "TooManyRequests"
    const problem: Problem = isTold ? problemOf(error, now) : { _tag: "UploadFailed" }
    return [setFile(state, conversationId, key, { _tag: "Failed", problem }), []]
  },
  Stopped: (state) => {
    const composers = Object.entries(state.panel.composers).map(([id, composer]) => [id, {
      ...composer,
      files: composer.files.map(anew)
    }] as const)
    return [withPanel(state, { composers: Object.fromEntries(composers) }), []]
  }
}

export const composerReaction = (before: ReadyState | null, after: ReadyState): PanelStep =>
  after.isRunning && (before?.panel.composers !== after.panel.composers || before.panel.outbox !== after.panel.outbox ||
      before.panel.identity !== after.panel.identity)
    ? startUploads(after)
    : [after, []]
