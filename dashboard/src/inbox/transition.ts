import { expireActivity } from "./activity.ts"
import { changeFiles, changeText, chooseMode, composerOf, pressSend } from "./composers.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { DraftFile, InboxState } from "./InboxState.ts"
import { learnDone } from "./learn.ts"
import { listFailed, listLoaded, moreWanted, showList } from "./lists.ts"
import { mergeComposer } from "./mergeComposer.ts"
import { told } from "./news.ts"
import { olderLoaded, olderWanted, open, threadFailed, threadLoaded, threadWanted } from "./openThread.ts"
import { expireTyping } from "./presence.ts"
import { heal } from "./refetch.ts"
import { dropReply, editReply, flushReplies, replyRefused, replySent, restoreReplies, retryReply } from "./replies.ts"
import { markSeen } from "./seen.ts"
import { inTurn, type Step } from "./step.ts"
import { setThread } from "./threads.ts"
import { renewVisitors, visitorFailed, visitorLoaded, visitorWanted } from "./visitors.ts"

const setUpload = (state: InboxState, conversationId: string, key: string, upload: DraftFile["upload"]): Step =>
  changeFiles(state, conversationId, (files) => files.map((file) => file.key === key ? { ...file, upload } : file), key)

const readTo = (state: InboxState, conversationId: string, seq: number): Step =>
  state.seen[conversationId] === seq
    ? [state, []]
    : [markSeen(state, conversationId, seq), [{ _tag: "MarkSeen", conversationId, seq }]]

const happen = (state: InboxState, event: InboxEvent): Step => {
  switch (event._tag) {
    case "Told": return told(state, event.news, event.at)
    case "Ticked": return [expireActivity(expireTyping(state, event.at), event.at), []]

    case "ViewChosen": return showList(state, event.view, event.isTest)
    case "MoreWanted": return moreWanted(state, event.view, event.isTest)
    case "ListLoaded": return listLoaded(state, event)
    case "ListFailed": return listFailed(state, event)
    case "CountsLoaded":
      return [{ ...state, counts: { ...state.counts, [event.isTest ? "test" : "live"]: event.counts } }, []]
    case "CountsFailed":
      return [state.uncounted.includes(event.isTest) ? state : { ...state, uncounted: [...state.uncounted, event.isTest] }, []]

    case "ConversationChosen": return open(state, event.conversationId)
    case "ThreadWanted": return threadWanted(state, event.conversationId)
    case "ThreadLoaded": return threadLoaded(state, event)
    case "ThreadFailed": return threadFailed(state, event)
    case "OlderWanted": return olderWanted(state, event.conversationId)
    case "OlderLoaded": return olderLoaded(state, event)
    case "OlderFailed":
      return [setThread(state, event.conversationId, { isLoadingOlder: false, aside: [], problem: event.problem }), []]
    case "ReadTo": return readTo(state, event.conversationId, event.seq)

    case "DraftChanged": return changeText(state, event.conversationId, event.text)
    case "ModeChosen": return chooseMode(state, event.conversationId, event.mode)
    case "ComposerRestored":
      return [{ ...state, composers: { ...state.composers, [event.conversationId]: event.composer } }, []]
    case "ComposerTold": return [mergeComposer(state, event.conversationId, event.now, event.before), []]
    case "FilesAdded": {
      const added = event.files.map((file): DraftFile => ({ ...file, upload: { _tag: "Uploading", progress: 0 } }))
      const [next, commands] = changeFiles(state, event.conversationId, (files) => [...files, ...added])
      return [next, [...commands, ...added.map((file) => ({ _tag: "Upload", conversationId: event.conversationId, file } as const))]]
    }
    case "FileRemoved": {
      const [next, commands] = changeFiles(state, event.conversationId, (files) => files.filter((file) => file.key !== event.key), event.key)
      return [next, [...commands, { _tag: "CancelUpload", key: event.key }]]
    }
    case "FileRetried": {
      const [next, commands] = setUpload(state, event.conversationId, event.key, { _tag: "Uploading", progress: 0 })
      const { note, reply } = composerOf(next, event.conversationId)
      const file = [...reply.files, ...note.files].find((known) => known.key === event.key)
      return [next, file ? [...commands, { _tag: "Upload", conversationId: event.conversationId, file }] : commands]
    }
    case "UploadProgressed":
      return setUpload(state, event.conversationId, event.key, { _tag: "Uploading", progress: event.progress })
    case "UploadEnded": return setUpload(state, event.conversationId, event.key, { _tag: "Ready", file: event.file })
    case "UploadFailed":
      return setUpload(state, event.conversationId, event.key, { _tag: "Failed", problem: event.problem })

    case "SendPressed": return pressSend(state, event.conversationId, event.messageId, event.at)
    case "GuardDismissed": {
      const { [event.conversationId]: _, ...guards } = state.guards
      return [{ ...state, guards }, []]
    }
    case "ReplySent": return event.isLate ? dropReply(state, event.messageId) : replySent(state, event.item, event.conversation)
    case "ReplyRefused": return replyRefused(state, event.messageId, event.problem)
    case "RetryPressed": return retryReply(state, event.messageId)
    case "EditPressed": return editReply(state, event.messageId)
    case "DiscardPressed": return dropReply(state, event.messageId)
    case "Reconnected": return inTurn(state, heal, renewVisitors)
    case "RepliesRestored": return restoreReplies(state, event.replies)

    case "ChangePressed": {
      const { at, changeId: id, conversationId, kind } = event
      return [{ ...state, changes: { ...state.changes, [id]: { id, conversationId, kind, at } } }, [
        { _tag: "Change", changeId: id, conversationId, kind }
      ]]
    }
    case "ChangeDone": {
      const { [event.changeId]: _, ...changes } = state.changes
      return event.isLate ? [{ ...state, changes }, []] : learnDone({ ...state, changes }, event.conversation)
    }
    case "ChangeRefused": {
      const { [event.changeId]: _, ...changes } = state.changes
      return [{ ...state, changes }, [{ _tag: "TellRefused", changeId: event.changeId, problem: event.problem }]]
    }

    case "VisitorWanted": return visitorWanted(state, event.visitorId)
    case "VisitorLoaded": return visitorLoaded(state, event)
    case "VisitorFailed": return visitorFailed(state, event)
  }
}

/** What the inbox becomes when `event` happens, and what it wants done then. Pure: no clock, no chance, no world. */
export const transition = (state: InboxState, event: InboxEvent): Step => {
  const [next, commands] = happen(state, event)
  if (next.replies === state.replies) return [next, commands]
  const [flushed, sends] = flushReplies(next)
  return [flushed, sends.length === 0 ? commands : [...commands, ...sends]]
}
