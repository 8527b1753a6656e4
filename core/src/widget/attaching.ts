import { mediaTypeOf } from "../uploads/mediaTypeOf.ts"
import { uploadRules } from "../uploads/uploadRules.ts"
import { changeComposer, composerOf } from "./composer.ts"
import { type DraftFile, hasFailed, isReady, waiting } from "./draftFile.ts"
import { failed } from "./failed.ts"
import { giveBack } from "./giveBack.ts"
import { needVisitor } from "./identity.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { rareProblemOf } from "./rareProblemOf.ts"

/** The file with its upload, if one was on its way, to be begun anew. */
export const anew = (file: DraftFile): DraftFile => file.upload._tag === "Uploading" ? { ...file, upload: waiting } : file

/** Why a file can't be attached, before anything is sent. */
export const refusalOf = ({ mediaType, name, size }: DraftFile): Problem | null => {
  const allowed: ReadonlyArray<string> = uploadRules.mediaTypes
  const reason = size === 0 ? "empty" : size > uploadRules.maxFileBytes ? "too_large"
    : !allowed.includes(mediaTypeOf({ name, type: mediaType })) ? "type_not_allowed" : null
  return reason && { _tag: "FileRefused", reason, limitBytes: uploadRules.maxFileBytes }
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

/** The file won't come: neither will a message that waits for it. */
const fail = (state: ReadyState, conversationId: string, key: string, problem: Problem): ReadyState => {
  const next = setFile(state, conversationId, key, { _tag: "Failed", problem })
  return next.panel.outbox.filter(({ files }) => files.some(hasFailed)).reduce((each, message) => giveBack(each, message, null), next)
}

const drop = (files: ReadonlyArray<DraftFile>): ReadonlyArray<PanelCommand> => files.map((file) => ({ _tag: "DropFile", file }))

/** Files on their way into messages, which few conversations have: taken in by `composer.ts`, looked at and uploaded here. */
export const attachingHandlers: PanelHandlers = {
  FilesAdded: (state, { conversationId, files }) => {
    const limit = uploadRules.maxFilesPerMessage
    const chosen = composerOf(state, conversationId).files
    const kept = chosen.length <= limit ? state
      : changeComposer(state, conversationId, { files: chosen.slice(0, limit), problem: { _tag: "TooManyFiles", limit } })
    const next = files.reduce((each, file) => {
      const problem = refusalOf(file)
      return problem ? fail(each, conversationId, file.key, problem) : each
    }, kept)
    return [next, drop(chosen.slice(limit))]
  },
  FilesMoved: (state, { from, to }) => {
    const limit = uploadRules.maxFilesPerMessage
    const files = [...composerOf(state, to).files, ...composerOf(state, from).files.map((file) => hasFailed(file) ? file : { ...file, upload: waiting })]
    const moved = changeComposer(changeComposer(state, from, { files: [] }), to, { files })
    return [files.length > limit ? changeComposer(moved, to, { problem: { _tag: "TooManyFiles", limit } }) : moved, []]
  },
  FileRemoved: (state, { conversationId, key }) => [
    changeComposer(state, conversationId, {
      files: composerOf(state, conversationId).files.filter((file) => file.key !== key),
      problem: null
    }),
    []
  ],
  FileRetried: (state, { conversationId, key }) => {
    const file = composerOf(state, conversationId).files.find((file) => file.key === key)
    if (!file || refusalOf(file)) return [state, []]
    return [setFile(changeComposer(state, conversationId, { problem: null }), conversationId, key, waiting), []]
  },
  FileProgressed: (state, { conversationId, key, progress }) => [
    setFile(state, conversationId, key, { _tag: "Uploading", progress, isBegun: true }), []
  ],
  FileUploaded: (state, { conversationId, file, key }) => [setFile(state, conversationId, key, { _tag: "Ready", file }), []],
  FileFailed: (state, { conversationId, error, key }, now) => {
    const isTold = error._tag === "FileRefused" || error._tag === "FileNotReady" || error._tag === "TooManyRequests"
    return [
      fail(state, conversationId, key, isTold ? rareProblemOf(error, now) : { _tag: "UploadFailed" }),
      [failed("upload", error)]
    ]
  },
  UnsentRestored: (state, { messages }) => {
    const restored = new Set(messages.map(({ id }) => id))
    // A file that wasn't stored yet went with its page.
    const torn = state.panel.outbox.filter(({ files, id }) => restored.has(id) && !files.every(isReady))
    return [torn.reduce((next, message) => giveBack(next, { ...message, files: message.files.filter(isReady) }, { _tag: "FileNotReady" }), state), []]
  },
  Stopped: (state) => {
    const { composers, outbox } = state.panel
    return [withPanel(state, {
      composers: Object.fromEntries(Object.entries(composers).map(([id, composer]) => [id, { ...composer, files: composer.files.map(anew) }])),
      outbox: outbox.map((message) => ({ ...message, files: message.files.map(anew) }))
    }), []]
  }
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

/** The files that the page must hold on to: where a conversation takes no more they are stored anew for another. */
const heldFiles = ({ panel: { composers, outbox } }: ReadyState): ReadonlyArray<DraftFile> =>
  [...Object.values(composers), ...outbox].flatMap(({ files }) => files)

export const attachingReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const was = before?.panel
  const { composers, identity, outbox } = after.panel
  if (was?.composers === composers && was.outbox === outbox && was.identity === identity && before?.isRunning === after.isRunning) return [after, []]
  const [next, commands] = after.isRunning ? startUploads(after) : [after, []]
  const kept = new Set(heldFiles(next).map(({ key }) => key))
  const gone = before ? heldFiles(before).filter(({ key }) => !kept.has(key)) : []
  return [next, [...commands, ...drop(gone)]]
}
