import { expireActivity } from "./activity.ts"
import { addPage, foldConversations, listKey, setList } from "./conversations.ts"
import { changeFiles, changeText, chooseMode, composerOf, pressSend } from "./composers.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { DraftFile, InboxState } from "./InboxState.ts"
import { told } from "./news.ts"
import { expireTyping } from "./presence.ts"
import { dropReply, replyRefused, replySent, resendLost, restoreReplies, retryReply } from "./replies.ts"
import { emptyThread, foldItems, foldMarks, setThread, trimThread } from "./threads.ts"

type Step = readonly [InboxState, ReadonlyArray<InboxCommand>]

const showList = (state: InboxState, view: InboxState["view"], isTest: boolean): Step => {
  const list = state.lists[listKey(view, isTest)]
  const next = { ...state, view, isTest }
  if (state.isStale || list?.status === "ready" || list?.status === "loading") return [next, []]
  return [setList(next, listKey(view, isTest), { status: "loading", problem: null }), [
    { _tag: "FetchList", view, isTest, cursor: null, isReset: false },
    ...(state.counts[isTest ? "test" : "live"] === null ? [{ _tag: "FetchCounts", isTest } as const] : [])
  ]]
}

const open = (before: InboxState, conversationId: string | null): Step => {
  const state = before.openId === null || before.openId === conversationId ? before : trimThread(before, before.openId)
  const next = { ...state, openId: conversationId }
  const show: InboxCommand = { _tag: "Show", conversationId }
  if (conversationId === null) return [next, [show]]
  const known = state.threads[conversationId]
  const commands: Array<InboxCommand> = [show]
  if (known?.status === "ready") return [setThread(next, conversationId, { unreadAfter: unreadAfter(state, conversationId) }), commands]
  // Before the stream said where it stands, fetching would leave a gap: it then fetches what is open.
  if (!state.isStale) commands.push({ _tag: "FetchThread", conversationId })
  return [setThread(next, conversationId, emptyThread), commands]
}

/** My mark, if there is something above it. */
const unreadAfter = (state: InboxState, conversationId: string): number | null => {
  const seen = state.seen[conversationId] ?? 0
  return (state.conversations[conversationId]?.lastSeq ?? 0) > seen ? seen : null
}

const threadLoaded = (state: InboxState, event: Extract<InboxEvent, { _tag: "ThreadLoaded" }>): Step => {
  const { conversation, feedback, hasOlder, items, marks } = event
  const mine = marks.find((mark) => mark.actorType === "user" && mark.actorId === state.me)
  const seen = { ...state.seen, [conversation.id]: Math.max(mine?.seq ?? 0, state.seen[conversation.id] ?? 0) }
  const known = state.threads[conversation.id]
  const folded = foldConversations({ ...state, seen }, [conversation])
  const next = setThread(folded, conversation.id, {
    status: "ready",
    problem: null,
    items: foldItems([], items),
    hasOlder,
    isLoadingOlder: false,
    marks: foldMarks([], marks),
    feedback,
    unreadAfter: known?.unreadAfter ?? unreadAfter(folded, conversation.id)
  })
  return [next, state.visitors[conversation.visitor.id] ? [] : [{ _tag: "FetchVisitor", visitorId: conversation.visitor.id }]]
}

const olderWanted = (state: InboxState, conversationId: string): Step => {
  const thread = state.threads[conversationId]
  const first = thread?.items[0]
  if (thread === undefined || first === undefined || !thread.hasOlder || thread.isLoadingOlder) return [state, []]
  return [
    setThread(state, conversationId, { isLoadingOlder: true }),
    [{ _tag: "FetchOlder", conversationId, beforeSeq: first.seq }]
  ]
}

const moreWanted = (state: InboxState, view: InboxState["view"], isTest: boolean): Step => {
  const key = listKey(view, isTest)
  const list = state.lists[key]
  if (list === undefined || list.nextCursor === null || list.isLoadingMore) return [state, []]
  return [setList(state, key, { isLoadingMore: true }), [{ _tag: "FetchList", view, isTest, cursor: list.nextCursor, isReset: false }]]
}

const setUpload = (state: InboxState, conversationId: string, key: string, upload: DraftFile["upload"]): Step =>
  changeFiles(state, conversationId, (files) => files.map((file) => file.key === key ? { ...file, upload } : file), key)

const readTo = (state: InboxState, conversationId: string, seq: number): Step =>
  state.seen[conversationId] === seq
    ? [state, []]
    : [{ ...state, seen: { ...state.seen, [conversationId]: seq } }, [{ _tag: "MarkSeen", conversationId, seq }]]

/** What the inbox becomes when `event` happens, and what it wants done then. Pure: no clock, no chance, no world. */
export const transition = (state: InboxState, event: InboxEvent): Step => {
  switch (event._tag) {
    case "Told": return told(state, event.news, event.at)
    case "Ticked": return [expireActivity(expireTyping(state, event.at), event.at), []]

    case "ViewChosen": return showList(state, event.view, event.isTest)
    case "MoreWanted": return moreWanted(state, event.view, event.isTest)
    case "ListLoaded": return [addPage(state, listKey(event.view, event.isTest), event, event.isReset), []]
    case "ListFailed":
      return [setList(state, listKey(event.view, event.isTest), {
        problem: event.problem,
        isLoadingMore: false,
        status: state.lists[listKey(event.view, event.isTest)]?.status === "ready" ? "ready" : "failed"
      }), []]
    case "CountsLoaded":
      return [{ ...state, counts: { ...state.counts, [event.isTest ? "test" : "live"]: event.counts } }, []]

    case "ConversationChosen": return open(state, event.conversationId)
    case "ThreadWanted":
      return [setThread(state, event.conversationId, { status: "loading", problem: null }), [
        { _tag: "FetchThread", conversationId: event.conversationId }
      ]]
    case "ThreadLoaded": return threadLoaded(state, event)
    case "ThreadFailed":
      return [setThread(state, event.conversationId, { status: "failed", problem: event.problem }), []]
    case "OlderWanted": return olderWanted(state, event.conversationId)
    case "OlderLoaded": {
      const held = state.threads[event.conversationId]?.items ?? []
      // The thread was cut or fetched anew meanwhile: this page would leave a hole.
      if (held[0]?.seq !== event.beforeSeq) return [state, []]
      return [setThread(state, event.conversationId, {
        items: foldItems(held, event.items), hasOlder: event.hasOlder, isLoadingOlder: false, problem: null
      }), []]
    }
    case "OlderFailed":
      return [setThread(state, event.conversationId, { isLoadingOlder: false, problem: event.problem }), []]
    case "ReadTo": return readTo(state, event.conversationId, event.seq)

    case "DraftChanged": return changeText(state, event.conversationId, event.text)
    case "ModeChosen": return chooseMode(state, event.conversationId, event.mode)
    case "ComposerRestored":
      return [{ ...state, composers: { ...state.composers, [event.conversationId]: event.composer } }, []]
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
    case "ReplySent": return replySent(state, event.item, event.conversation)
    case "ReplyRefused": return replyRefused(state, event.messageId, event.problem)
    case "RetryPressed": return retryReply(state, event.messageId)
    case "DiscardPressed": return dropReply(state, event.messageId)
    case "Reconnected": return resendLost(state)
    case "RepliesRestored": return restoreReplies(state, event.replies)

    case "ChangePressed": {
      const { at, changeId: id, conversationId, kind } = event
      return [{ ...state, changes: { ...state.changes, [id]: { id, conversationId, kind, at } } }, [
        { _tag: "Change", changeId: id, conversationId, kind }
      ]]
    }
    case "ChangeDone": {
      const { [event.changeId]: _, ...changes } = state.changes
      return [foldConversations({ ...state, changes }, [event.conversation]), [
        { _tag: "FetchCounts", isTest: event.conversation.isTest }
      ]]
    }
    case "ChangeRefused": {
      const { [event.changeId]: change, ...changes } = state.changes
      return [{ ...state, changes }, [{ _tag: "TellRefused", kind: change?.kind ?? null, problem: event.problem }]]
    }

    case "VisitorWanted":
      return [state, state.visitors[event.visitorId] ? [] : [{ _tag: "FetchVisitor", visitorId: event.visitorId }]]
    case "BlockPressed": return [state, [{ _tag: "Block", visitorId: event.visitorId, blocked: event.blocked }]]
    case "VisitorLoaded": {
      const { conversations, feedback, visitor } = event
      const known = state.visitors[visitor.id]
      return [{ ...state, visitors: { ...state.visitors, [visitor.id]: {
        visitor, conversations: conversations ?? known?.conversations ?? [], feedback: feedback ?? known?.feedback ?? [], problem: null
      } } }, []]
    }
    case "VisitorFailed": {
      const known = state.visitors[event.visitorId] ?? { visitor: null, conversations: [], feedback: [] }
      return [{ ...state, visitors: { ...state.visitors, [event.visitorId]: { ...known, problem: event.problem } } }, []]
    }
  }
}
