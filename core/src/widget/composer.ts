import { uploadRules } from "../uploads/uploadRules.ts"
import { needVisitor } from "./identity.ts"
import type { Attachment } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { changeThread } from "./thread.ts"
import { problemOf } from "./problemOf.ts"

/** A file on its way into a message. `key` is made here; the server's own key comes with the upload. */
export interface DraftFile {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
  /** An address of this page for showing an image before it is stored. */
  readonly previewUrl: string | null
  readonly upload:
    /** From 0 to 1; not begun before there is a visitor to upload for. */
    | { readonly _tag: "Uploading"; readonly progress: number; readonly isBegun: boolean }
    | { readonly _tag: "Ready"; readonly file: Attachment }
    | { readonly _tag: "Failed"; readonly problem: Problem }
}

/** What is being written in one conversation. */
export interface Composer {
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  readonly problem: Problem | null
}

export const emptyComposer: Composer = { text: "", files: [], problem: null }
/** An upload that begins as soon as it can. */
export const waiting: DraftFile["upload"] = { _tag: "Uploading", progress: 0, isBegun: false }
/** Characters of one message. */
export const MAX_TEXT = 8_000

export const composerOf = (state: ReadyState, id: string): Composer => state.panel.composers[id] ?? emptyComposer

export const changeComposer = (state: ReadyState, id: string, change: Partial<Composer>): ReadyState =>
  withPanel(state, { composers: { ...state.panel.composers, [id]: { ...composerOf(state, id), ...change } } })

/** A limit of time stands until it is over; anything else until the person does something about it. */
const stillStands = (problem: Problem | null, now: number): Problem | null =>
  problem?._tag === "RateLimited" && problem.until > now ? problem : null

const setFile = (state: ReadyState, conversationId: string, key: string, upload: DraftFile["upload"]): ReadyState => {
  const { files } = composerOf(state, conversationId)
  if (!files.some((file) => file.key === key)) return state
  return changeComposer(state, conversationId, {
    files: files.map((file) => file.key === key ? { ...file, upload } : file)
  })
}

/** Why a file can't be attached, before anything is sent. */
const refusalOf = ({ mediaType, size }: DraftFile): Problem | null => {
  const allowed: ReadonlyArray<string> = uploadRules.mediaTypes
  const reason = size === 0 ? "empty" : size > uploadRules.maxFileBytes ? "too_large"
    : !allowed.includes(mediaType) ? "type_not_allowed" : null
  return reason && { _tag: "FileRefused", reason, limitBytes: uploadRules.maxFileBytes }
}

/** Begins the uploads that wait, as soon as there is a visitor to upload for. */
const startUploads = (state: ReadyState): PanelStep => {
  const commands: Array<PanelCommand> = []
  let next = state
  for (const [conversationId, { files }] of Object.entries(state.panel.composers)) {
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
    return [setFile(state, conversationId, key, waiting), []]
  },
  FileProgressed: (state, { conversationId, key, progress }) => [
    setFile(state, conversationId, key, { _tag: "Uploading", progress, isBegun: true }), []
  ],
  FileUploaded: (state, { conversationId, file, key }) => [setFile(state, conversationId, key, { _tag: "Ready", file }), []],
  FileFailed: (state, { conversationId, error, key }, now) => {
    const isTold = error?._tag === "FileRefused" || error?._tag === "TooManyRequests"
    const problem: Problem = isTold ? problemOf(error, now) : { _tag: "UploadFailed" }
    return [setFile(state, conversationId, key, { _tag: "Failed", problem }), []]
  },
  Stopped: (state) => {
    const composers = Object.entries(state.panel.composers).map(([id, composer]) => [id, {
      ...composer,
      files: composer.files.map((file) => file.upload._tag === "Uploading" ? { ...file, upload: waiting } : file)
    }] as const)
    return [withPanel(state, { composers: Object.fromEntries(composers) }), []]
  }
}

export const composerReaction = (before: ReadyState | null, after: ReadyState): PanelStep =>
  after.isRunning && (before?.panel.composers !== after.panel.composers || before.panel.identity !== after.panel.identity)
    ? startUploads(after)
    : [after, []]
