import type { InboxCommand } from "./InboxCommand.ts"
import type { Inbox } from "./Inbox.ts"
import type { InboxClient } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"

/** Rows of one page of a list, and items of one page of a thread. */
const PAGE = 50
/** Milliseconds within which counts are asked for once, however many conversations changed. */
const COUNTS_WITHIN = 300

/** What is read from the server; every answer comes back as an event. */
export const fetchers = (client: InboxClient, websiteId: string) => {
  const counting = new Set<boolean>()
  return {
    list: ({ cursor, isReset, isTest, view }: Extract<InboxCommand, { _tag: "FetchList" }>, inbox: Inbox) => {
      client.call("inbox.list", { websiteId, view, isTest, limit: PAGE, ...(cursor !== null && { cursor }) }).then(
        (page) => inbox.send({ _tag: "ListLoaded", view, isTest, ...page, isReset }),
        (cause: unknown) => inbox.send({ _tag: "ListFailed", view, isTest, problem: problemOf(cause) })
      )
    },
    counts: (isTest: boolean, inbox: Inbox) => {
      if (counting.has(isTest)) return
      counting.add(isTest)
      setTimeout(() => {
        counting.delete(isTest)
        // Counts that could not be read stay as they were; the next change asks again.
        client.call("inbox.counts", { websiteId, isTest }).then(
          (counts) => inbox.send({ _tag: "CountsLoaded", isTest, counts }), problemOf
        )
      }, inbox.get().counts[isTest ? "test" : "live"] === null ? 0 : COUNTS_WITHIN)
    },
    thread: (conversationId: string, inbox: Inbox) => {
      client.call("inbox.open", { websiteId, conversationId, limit: PAGE }).then(
        ({ conversation, feedback = [], hasMore, items, seen }) =>
          inbox.send({ _tag: "ThreadLoaded", conversation, items, hasOlder: hasMore, marks: seen, feedback }),
        (cause: unknown) => inbox.send({ _tag: "ThreadFailed", conversationId, problem: problemOf(cause) })
      )
    },
    older: (conversationId: string, beforeSeq: number, inbox: Inbox) => {
      client.call("inbox.timeline", { websiteId, conversationId, beforeSeq, limit: PAGE }).then(
        ({ hasMore, items }) => inbox.send({ _tag: "OlderLoaded", conversationId, beforeSeq, items, hasOlder: hasMore }),
        (cause: unknown) => inbox.send({ _tag: "OlderFailed", conversationId, problem: problemOf(cause) })
      )
    },
    visitor: (visitorId: string, inbox: Inbox) => {
      client.call("visitors.get", { websiteId, visitorId }).then(
        ({ conversations, feedback = [], visitor }) => inbox.send({ _tag: "VisitorLoaded", visitor, conversations, feedback }),
        (cause: unknown) => inbox.send({ _tag: "VisitorFailed", visitorId, problem: problemOf(cause) })
      )
    }
  }
}
