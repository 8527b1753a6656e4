import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { Inbox } from "./Inbox.ts"
import type { InboxClient, Problem } from "./nouns.ts"
import { problemOf } from "./problemOf.ts"

/** Rows of one page of a list, and items of one page of a thread. */
const PAGE = 50
/** Milliseconds within which counts are asked for once, however many conversations changed. */
const COUNTS_WITHIN = 300

/** What is read from the server; every answer comes back as an event, unless all was asked for anew meanwhile. */
export const fetchers = (client: InboxClient, websiteId: string) => {
  const counting = new Set<boolean>()
  /** What is asked for just now, and whether it was asked for again since: of two answers the older could come last. */
  const asking = new Map<string, boolean>()
  const read = async <A>(inbox: Inbox, call: Promise<A>, loaded: (answer: A) => InboxEvent, lost: (problem: Problem) => InboxEvent): Promise<void> => {
    const { era } = inbox.get()
    const event = await call.then(loaded, (cause: unknown) => lost(problemOf(cause)))
    if (inbox.get().era === era) inbox.send(event)
  }
  /** Reads, and once more after the answer if that was wished meanwhile. */
  const readNewest = (inbox: Inbox, what: string, ask: () => Promise<void>): void => {
    const key = `${inbox.get().era} ${what}`
    if (asking.has(key)) return void asking.set(key, true)
    asking.set(key, false)
    void ask().finally(() => {
      const isWanted = asking.get(key)
      asking.delete(key)
      if (isWanted && key.startsWith(`${inbox.get().era} `)) readNewest(inbox, what, ask)
    })
  }
  return {
    list: ({ cursor, isTest, view }: Extract<InboxCommand, { _tag: "FetchList" }>, inbox: Inbox) => {
      void read(
        inbox, client.call("inbox.list", { websiteId, view, isTest, limit: PAGE, ...(cursor !== null && { cursor }) }),
        (page) => ({ _tag: "ListLoaded", view, isTest, ...page }), (problem) => ({ _tag: "ListFailed", view, isTest, problem })
      )
    },
    counts: (isTest: boolean, inbox: Inbox) => {
      if (counting.has(isTest)) return
      counting.add(isTest)
      setTimeout(() => {
        counting.delete(isTest)
        readNewest(inbox, `counts ${isTest}`, () => read(
          inbox, client.call("inbox.counts", { websiteId, isTest }),
          (counts) => ({ _tag: "CountsLoaded", isTest, counts }), () => ({ _tag: "CountsFailed", isTest })
        ))
      }, inbox.get().counts[isTest ? "test" : "live"] === null ? 0 : COUNTS_WITHIN)
    },
    thread: (conversationId: string, inbox: Inbox) => {
      void read(
        inbox, client.call("inbox.open", { websiteId, conversationId, limit: PAGE }),
        ({ conversation, feedback = [], hasMore, items, seen }) => ({ _tag: "ThreadLoaded", conversation, items, hasOlder: hasMore, marks: seen, feedback }),
        (problem) => ({ _tag: "ThreadFailed", conversationId, problem })
      )
    },
    older: (conversationId: string, beforeSeq: number, inbox: Inbox) => {
      void read(
        inbox, client.call("inbox.timeline", { websiteId, conversationId, beforeSeq, limit: PAGE }),
        ({ hasMore, items }) => ({ _tag: "OlderLoaded", conversationId, beforeSeq, items, hasOlder: hasMore }),
        (problem) => ({ _tag: "OlderFailed", conversationId, problem })
      )
    },
    visitor: (visitorId: string, inbox: Inbox) => readNewest(inbox, `visitor ${visitorId}`, () => read(
      inbox, client.call("visitors.get", { websiteId, visitorId }),
      ({ conversations, feedback = [], visitor }) => ({ _tag: "VisitorLoaded", visitor, conversations, feedback }),
      (problem) => ({ _tag: "VisitorFailed", visitorId, problem })
    ))
  }
}
