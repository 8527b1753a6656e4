import { fetchers } from "./fetchers.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import type { Keeper } from "./keeper.ts"
import type { Inbox } from "./Inbox.ts"
import type { InboxClient } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"
import { tellTyping } from "./tellTyping.ts"
import { tellViewing } from "./tellViewing.ts"
import type { Uploader } from "./uploader.ts"

export interface PerformOptions {
  readonly client: InboxClient
  readonly websiteId: string
  readonly keeper: Keeper
  readonly uploader: Uploader
  readonly onAlert: (alert: Extract<InboxCommand, { _tag: "Alert" }>) => void
  readonly onRefused: (refusal: Extract<InboxCommand, { _tag: "TellRefused" }>) => void
}

/** Carries out the inbox's commands over the wire client, in browser storage and by timers. */
export const makePerform = (options: PerformOptions) => {
  const { client, keeper, onAlert, onRefused, uploader, websiteId } = options
  const typing = tellTyping(client, websiteId)
  const viewing = tellViewing(client, websiteId)
  const fetch = fetchers(client, websiteId)
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const change = ({ conversationId, kind }: Extract<InboxCommand, { _tag: "Change" }>) => {
    const one = { websiteId, conversationId }
    switch (kind._tag) {
      case "Status": return client.call("inbox.setStatus", { ...one, status: kind.status })
      case "Archived": return client.call("inbox.setArchived", { ...one, archived: kind.archived })
      case "Title": return client.call("inbox.setTitle", { ...one, title: kind.title })
      case "Assignee": return client.call("inbox.assign", { ...one, userId: kind.userId })
      case "Priority": return client.call("inbox.setPriority", { ...one, priority: kind.priority })
    }
  }

  const perform = (command: InboxCommand, inbox: Inbox): void => {
    const { era } = inbox.get()
    const isLate = () => inbox.get().era !== era
    switch (command._tag) {
      case "FetchList": return fetch.list(command, inbox)
      case "FetchCounts": return fetch.counts(command.isTest, inbox)
      case "FetchThread": return fetch.thread(command.conversationId, inbox)
      case "FetchOlder": return fetch.older(command.conversationId, command.beforeSeq, inbox)
      case "FetchVisitor": return fetch.visitor(command.visitorId, inbox)
      case "SendReply": {
        const { confirmedSeq, conversationId, files, id: messageId, text, visibility } = command.reply
        client.call("inbox.reply", {
          websiteId, conversationId, messageId, text, visibility, confirmedSeq, files: files.map((file) => file.key)
        }).then(
          ({ conversation, item }) => inbox.send({ _tag: "ReplySent", messageId, item, conversation, isLate: isLate() }),
          (cause: unknown) => inbox.send({ _tag: "ReplyRefused", messageId, problem: problemOf(cause) })
        )
        return
      }
      case "Change":
        change(command).then(
          (conversation) => inbox.send({ _tag: "ChangeDone", changeId: command.changeId, conversation, isLate: isLate() }),
          (cause: unknown) => inbox.send({ _tag: "ChangeRefused", changeId: command.changeId, problem: problemOf(cause) })
        )
        return
      // A mark that gets lost is told again with the next thing read.
      case "MarkSeen":
        client.call("inbox.seen", { websiteId, conversationId: command.conversationId, seq: command.seq }).catch(problemOf)
        return
      case "TellTyping": return typing(command)
      case "Show": return viewing.show(command.conversationId)
      case "KeepReply": return keeper.keepReply(command.reply)
      case "ForgetReply": return keeper.forgetReply(command.id)
      case "KeepComposer": return keeper.keepComposer(command.conversationId, command.composer)
      case "Upload": return uploader.start(command.conversationId, command.file, inbox)
      case "CancelUpload": return uploader.cancel(command.key)
      case "Alert": return onAlert(command)
      case "TellRefused": return onRefused(command)
      case "Tick": {
        const timer = setTimeout(() => {
          timers.delete(timer)
          inbox.send({ _tag: "Ticked", at: Date.now() })
        }, command.afterMs)
        timers.add(timer)
        return
      }
      case "Move": return client.move(command.withinMs)
    }
  }
  return {
    perform,
    /** Tells the server anew which conversation is shown: it forgets when a connection ends. */
    renew: viewing.renew,
    stop: () => {
      viewing.stop()
      for (const timer of timers) clearTimeout(timer)
    }
  }
}
