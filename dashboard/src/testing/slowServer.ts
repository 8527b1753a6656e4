import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import type { Status } from "@cossistant/core/client/ladder"
import { viewOf } from "../inbox/conversations.ts"
import type { Conversation, Feedback, InboxClient, Item, Mark, News, Problem, View } from "../inbox/nouns.ts"
import { conversation, item, me, visitor } from "./inboxSamples.ts"

interface Book {
  readonly header: Conversation
  readonly items: ReadonlyArray<Item>
  readonly marks: ReadonlyArray<Mark>
  readonly feedback: ReadonlyArray<Feedback>
}
/** A call on its way: `work` is what the server does step by step, `answer` what it then says. */
interface Call {
  readonly tag: string
  readonly work: Array<() => void>
  readonly answer: { value?: unknown; problem?: Problem }
  readonly settle: (answer: Call["answer"]) => void
}

/** Whatever the calls used here ask with; each has what its procedure says. */
interface Payload {
  readonly view: View
  readonly cursor?: string
  readonly conversationId: string
  readonly beforeSeq: number
  readonly messageId: string
  readonly text: string
  readonly seq: number
  readonly status: Conversation["status"]
  readonly visitorId: string
}

const PAGE = 4
const unreachable = { _tag: "Unreachable", status: null } as const

/** A server whose every step is taken by hand: what it reads, what it answers, what its stream tells, and when. */
export const slowServer = () => {
  let books: ReadonlyMap<string, Book> = new Map()
  let log: ReadonlyArray<{ readonly at: number; readonly conversationId: string; readonly itemId?: string; readonly mark?: Mark }> = []
  let backup = { books, log }
  let names: Readonly<Record<string, { readonly name: string; readonly at: number }>> = {}
  let [clock, epoch, erasedAt] = [0, 0, 0]
  let isUp = true
  let status: Status = { _tag: "Connecting" }
  let subscriber: { readonly position: () => string | null; readonly tell: (news: News) => void } | undefined
  let isSubscribed = false
  let news: Array<News> = []
  const calls: Array<Call> = []
  const statusListeners = new Set<() => void>()

  const stamp = () => new Date(Date.UTC(2026, 3, 15) + ++clock * 1_000).toISOString()
  const token = () => `${epoch}.${clock}`
  const say = (...told: ReadonlyArray<News>) => isSubscribed && news.push(...told)
  const person = (id: string) => ({ ...visitor, id, name: names[id]?.name ?? id })
  const headerOf = ({ header }: Book): Conversation => ({ ...header, visitor: person(header.visitorId) })
  const find = (id: string): Book => {
    const book = books.get(id)
    if (book === undefined) throw new RpcFailure({ _tag: "ConversationNotFound", conversationId: id } as never) // a call's own refusal
    return book
  }
  const seenOf = ({ marks }: Book) => Object.fromEntries(marks.filter(({ actorType }) => actorType === "user").map(({ actorId, seq }) => [actorId, seq]))
  const put = (book: Book, changed: ReadonlyArray<Item>, isMessage: boolean) => {
    const id = book.header.id
    books = new Map(books).set(id, book)
    log = [...log, { at: ++clock, conversationId: id }, ...changed.map((one) => ({ at: clock, conversationId: id, itemId: one.id }))]
    const news = { _tag: "ConversationChanged", conversation: headerOf(book) } as const
    // Nobody has read a message that is just said.
    say(...changed.map((one) => ({ _tag: "ItemChanged", item: one }) as const), isMessage ? news : { ...news, seen: seenOf(book) })
  }
  const change = (id: string, patch: Partial<Conversation>, items: ReadonlyArray<Item> = [], isMessage = false) => {
    const book = find(id)
    const changed = new Map([...book.items, ...items].map((one) => [one.id, one]))
    put({ ...book, header: { ...book.header, ...patch, version: book.header.version + 1 }, items: [...changed.values()] }, items, isMessage)
    return headerOf(find(id))
  }
  const append = (id: string, line: Partial<Item>) => {
    const { header } = find(id)
    const at = stamp()
    const added = item(header.lastSeq + 1, { id: `${id}-${header.lastSeq + 1}-${epoch}`, conversationId: id, createdAt: at, ...line })
    return { item: added, conversation: change(id, { lastSeq: added.seq, lastItem: added, lastActivityAt: at }, [added], true) }
  }
  const mark = (id: string, actorType: Mark["actorType"], actorId: string, seq: number) => {
    const book = find(id)
    const made: Mark = { actorType, actorId, seq: Math.min(seq, book.header.lastSeq), at: stamp() }
    books = new Map(books).set(id, { ...book, marks: [...book.marks.filter((one) => one.actorId !== actorId), made] })
    log = [...log, { at: clock, conversationId: id, mark: made }]
    say({ _tag: "SeenChanged", conversationId: id, ...made })
  }
  const rows = (view: View): ReadonlyArray<Conversation> =>
    [...books.values()].map(headerOf).filter((header) => viewOf(header) === view)
      .toSorted((a, b) => a.lastActivityAt + a.id < b.lastActivityAt + b.id ? 1 : -1)
  const mine = (id: string) => books.get(id)?.marks.find(({ actorId }) => actorId === me)?.seq
  const counts = () => ({ open: rows("open").length, resolved: rows("resolved").length, spam: 0, archived: 0 })
  const card = (visitorId: string) => {
    const theirs = [...books.values()].filter(({ header }) => header.visitorId === visitorId)
    return { visitor: person(visitorId), conversations: theirs.map(headerOf), feedback: theirs.flatMap(({ feedback }) => feedback).toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1) }
  }

  /** What the server does for a call, as the steps between which anything may happen. */
  const steps = (tag: string, payload: Payload, say: (part: object | undefined) => void): Array<() => void> => {
    const { beforeSeq, conversationId: id, cursor, messageId, seq, status: next, text, view, visitorId } = payload
    const page = (items: ReadonlyArray<Item>) => ({ items: items.slice(-PAGE), hasMore: items.length > PAGE })
    switch (tag) {
      case "inbox.list": return [() => {
        const all = rows(view).filter((row) => cursor === undefined || row.lastActivityAt + row.id < cursor)
        const shown = all.slice(0, PAGE)
        const last = shown.at(-1)
        say({
          conversations: shown, nextCursor: all.length > PAGE && last ? last.lastActivityAt + last.id : null,
          seen: Object.fromEntries(shown.flatMap((row) => mine(row.id) === undefined ? [] : [[row.id, mine(row.id)]]))
        })
      }]
      case "inbox.counts": return [() => say(counts())]
      case "inbox.open": return [() => say({ conversation: headerOf(find(id)) }), () => say(page(find(id).items)), () => say({ seen: find(id).marks, feedback: find(id).feedback })]
      case "inbox.timeline": return [() => say(page(find(id).items.filter((one) => one.seq < beforeSeq)))]
      case "inbox.reply": return [() => {
        const said = find(id).items.find((one) => one.id === messageId)
        say(said ? { item: said, conversation: headerOf(find(id)) } : append(id, { id: messageId, text, userId: me, visitorId: null }))
      }]
      case "inbox.setStatus": return [() => say(change(id, { status: next }))]
      case "inbox.seen": return [() => say(void mark(id, "user", me, seq))]
      case "visitors.get": return [() => say(card(visitorId))]
      default: return [() => say(undefined)]
    }
  }
  const client: InboxClient = {
    call: (tag, ...[payload]) => new Promise((resolve, reject) => {
      const answer: Call["answer"] = {}
      const work = steps(tag, payload as never, (part) => answer.value = part && { ...answer.value as object, ...part }) // each tag has its own
      const settle = ({ problem, value }: Call["answer"]) => problem ? reject(new RpcFailure(problem)) : resolve(value as never) // as above
      if (isUp) calls.push({ tag, work, answer, settle })
      else settle({ problem: unreachable })
    }),
    stream: (_, { onValue, payload }) => {
      subscriber = { position: () => (payload() as { token: string | null }).token, tell: onValue as (news: News) => void } // the inbox has one stream
      return () => subscriber = undefined
    },
    status: () => status,
    onStatus: (listener) => {
      statusListeners.add(listener)
      return () => statusListeners.delete(listener)
    },
    move: () => {},
    close: () => {}
  }
  const setStatus = (next: Status) => {
    status = next
    for (const listener of statusListeners) listener()
  }
  const endStream = () => {
    isSubscribed = false
    news = []
  }
  const changesSince = (at: number): ReadonlyArray<News> => {
    const moved = log.filter((entry) => entry.at > at && books.has(entry.conversationId))
    const unique = <A>(all: ReadonlyArray<A>) => [...new Set(all)]
    return [
      ...unique(moved.flatMap(({ conversationId, itemId }) => find(conversationId).items.filter(({ id }) => id === itemId)))
        .map((one) => ({ _tag: "ItemChanged", item: one }) as const),
      ...unique(moved.filter((entry) => !entry.mark).map(({ conversationId }) => conversationId))
        .map((id) => ({ _tag: "ConversationChanged", conversation: headerOf(find(id)), seen: seenOf(find(id)) }) as const),
      ...Object.entries(names).filter(([, renamed]) => renamed.at > at).map(([id]) => ({ _tag: "VisitorChanged", visitor: person(id) }) as const),
      ...moved.flatMap(({ conversationId, mark: made }) => made && find(conversationId).marks.includes(made) ? [{ _tag: "SeenChanged", conversationId, ...made } as const] : [])
    ]
  }
  const cut = () => {
    isUp = false
    endStream()
    setStatus({ _tag: "Reconnecting", since: 0, nextTryAt: 0 })
    for (const { settle, tag, work } of calls.splice(0)) {
      if (tag === "inbox.seen") for (const step of work) attempt(step)
      settle({ problem: unreachable })
    }
  }
  const attempt = (step: () => void): Problem | undefined => {
    try {
      step()
    } catch (cause) {
      return (cause as RpcFailure<Problem & { _tag: string }>).error as Problem // `find` throws nothing else
    }
  }
  return {
    client, calls, append, change, mark, rows, counts, card, mine,
    book: (id: string) => books.get(id),
    ids: () => [...books.keys()],
    isUp: () => isUp,
    begin: (id: string, visitorId: string) => {
      const at = stamp()
      books = new Map(books).set(id, { header: conversation(id, { visitorId, lastSeq: 0, lastItem: null, lastActivityAt: at, createdAt: at }), items: [], marks: [], feedback: [] })
      return append(id, { visitorId })
    },
    rate: (id: string) => {
      const book = find(id)
      const given: Feedback = { id: `F${++clock}`, conversationId: id, visitorId: book.header.visitorId, rating: 4, topic: null, comment: null, trigger: null, source: "widget", createdAt: stamp() }
      books = new Map(books).set(id, { ...book, feedback: [given, ...book.feedback] })
      say({ _tag: "FeedbackGiven", feedback: given })
    },
    rename: (id: string) => {
      names = { ...names, [id]: { name: `${id} the ${++clock}`, at: clock } }
      say({ _tag: "VisitorChanged", visitor: person(id) })
    },
    /** Everyone is told to load anew: all was erased that belongs to it, or the server was brought back from its backup. */
    erase: (id: string) => {
      books = new Map([...books].filter(([known]) => known !== id))
      erasedAt = ++clock
      say({ _tag: "Reload", reason: "access" })
    },
    backUp: () => void (backup = { books, log }),
    restore: () => {
      ({ books, log } = backup)
      epoch++
      cut()
    },
    position: () => say({ _tag: "Position", token: token() }),
    /** The line is there, and the stream is asked for. */
    connect: () => {
      isUp = true
      if (isSubscribed || subscriber === undefined) return
      const from = subscriber.position()
      isSubscribed = true
      if (status._tag !== "Online") setStatus({ _tag: "Online", transport: "socket" })
      const [known, at] = (from ?? "").split(".").map(Number)
      if (from === null) say({ _tag: "Position", token: token() })
      else if (known !== epoch || (at ?? 0) < erasedAt) say({ _tag: "Reload", reason: known === epoch ? "access" : "restored" }, { _tag: "Position", token: token() })
      else say(...changesSince(at ?? 0), { _tag: "Position", token: token() })
    },
    cut,
    /** The next thing that the stream has to tell arrives. */
    hear: () => {
      const next = news.shift()
      if (next === undefined) return false
      subscriber?.tell(next)
      // After a reload in the midst of it, the server ends the stream.
      if (next._tag === "Reload" && news[0]?._tag !== "Position") endStream()
      return true
    },
    /** The server does the next step of a call, or its answer arrives when all is done. */
    step: (call: Call) => {
      const next = call.work.shift()
      if (next) {
        const problem = attempt(next)
        if (problem === undefined) return
        call.work.length = 0
        call.answer.problem = problem
        return
      }
      calls.splice(calls.indexOf(call), 1)
      call.settle(call.answer)
    },
    lose: (call: Call) => {
      calls.splice(calls.indexOf(call), 1)
      call.settle({ problem: unreachable })
    }
  }
}
