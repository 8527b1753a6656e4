// @vitest-environment node
import { describe, expect, it } from "vitest"
import { conversation, item, me, play, position, told, threadLoaded } from "../testing/inboxSamples.ts"
import { composerOf } from "./composers.ts"
import type { InboxEvent } from "./InboxEvent.ts"

const write = (text: string): InboxEvent => ({ _tag: "DraftChanged", conversationId: "CO1", text })
const send = (messageId = "M1"): InboxEvent => ({ _tag: "SendPressed", conversationId: "CO1", messageId, at: "2026-04-15T09:30:00.000Z" })
const mode = (chosen: "reply" | "note"): InboxEvent => ({ _tag: "ModeChosen", conversationId: "CO1", mode: chosen })
const opened = play([position, threadLoaded([item(1), item(2)])]).state
const mine = (id: string, seq: number) => item(seq, { id, userId: me, visitorId: null })
const byJonas = (seq: number) => item(seq, { userId: "jonas", visitorId: null, text: "Jonas was faster" })
const unreachable = { _tag: "Unreachable", status: null } as const
const sentReplies = (found: ReturnType<typeof play>) =>
  found.commands.flatMap((command) => command._tag === "SendReply" ? [command.reply] : [])

describe("sending", () => {
  it("clears the draft, shows the reply at once and names the newest item its writer saw", () => {
    const found = play([write("Hello"), send()], opened)
    expect(composerOf(found.state, "CO1").reply.text).toBe("")
    expect(sentReplies(found)).toMatchObject([{ id: "M1", text: "Hello", visibility: "public", confirmedSeq: 2 }])
  })

  it("ends in exactly one message, whether the stream or the answer comes first", () => {
    const sent = play([write("Hello"), send()], opened).state
    const echo = told({ _tag: "ItemChanged", item: mine("M1", 3) })
    const answer: InboxEvent = { _tag: "ReplySent", messageId: "M1", item: mine("M1", 3), conversation: conversation("CO1", { version: 2, lastSeq: 3 }) }
    for (const order of [[echo, answer], [answer, echo]]) {
      const { state } = play(order, sent)
      expect(state.replies).toEqual({})
      expect(state.threads["CO1"]?.items.filter(({ id }) => id === "M1")).toHaveLength(1)
    }
  })

  it("sends one at a time into a conversation, so that they arrive in the order they were written", () => {
    const elsewhere = { ...send("M9"), conversationId: "CO2" } as InboxEvent
    const all = play([
      write("one"), send("M1"), write("two"), send("M2"), write("three"), send("M3"),
      { ...write("other"), conversationId: "CO2" } as InboxEvent, elsewhere
    ], opened)
    expect(sentReplies(all).map(({ id }) => id)).toEqual(["M1", "M9"])
    const answered = play([{ _tag: "ReplySent", messageId: "M1", item: mine("M1", 3), conversation: conversation("CO1", { version: 2, lastSeq: 3 }) }], all.state)
    expect(sentReplies(answered).map(({ id }) => id)).toEqual(["M2"])
    // The stream may tell of it before its answer comes.
    const heard = play([told({ _tag: "ItemChanged", item: mine("M2", 4) }), { _tag: "ReplyRefused", messageId: "M2", problem: unreachable }], answered.state)
    expect(sentReplies(heard).map(({ id }) => id)).toEqual(["M3"])
  })

  it("goes on with the next after a refusal, and waits for one that was lost", () => {
    const both = play([write("one"), send("M1"), write("two"), send("M2")], opened).state
    const refused = play([{ _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "FileNotReady", key: "k" } }], both)
    expect(sentReplies(refused).map(({ id }) => id)).toEqual(["M2"])
    for (const problem of [unreachable, { _tag: "TooManyRequests", retryAfterMs: 1_000 } as const]) {
      const lost = play([{ _tag: "ReplyRefused", messageId: "M1", problem }], both)
      expect(sentReplies(lost)).toEqual([])
      for (const event of [{ _tag: "Reconnected" } as const, told({ _tag: "Position", token: "t2" })]) {
        expect(sentReplies(play([event, event], lost.state)).map(({ id }) => id)).toEqual(["M1"])
      }
      expect(sentReplies(play([{ _tag: "DiscardPressed", messageId: "M1" }], lost.state)).map(({ id }) => id)).toEqual(["M2"])
    }
    // Tried again by its writer while another is under way, it waits its turn.
    expect(sentReplies(play([{ _tag: "RetryPressed", messageId: "M1" }], refused.state))).toEqual([])
  })

  it("sends nothing while empty or while a file is on its way", () => {
    expect(sentReplies(play([write("   "), send()], opened))).toEqual([])
    const files: InboxEvent = { _tag: "FilesAdded", conversationId: "CO1", files: [{ key: "f1", name: "a.pdf", size: 3, mediaType: "application/pdf" }] }
    const waiting = play([write("See file"), files, send()], opened)
    expect(sentReplies(waiting)).toEqual([])
    const file = { key: "k1", url: "/f", mediaType: "application/pdf", filename: "a.pdf", size: 3 }
    const arrived = play([{ _tag: "UploadEnded", conversationId: "CO1", key: "f1", file }, send()], waiting.state)
    expect(sentReplies(arrived)).toMatchObject([{ text: "See file", files: [file] }])
  })
})

describe("a reply that could not be sent", () => {
  const failed = play([write("Hello"), send(), { _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "Unreachable", status: null } }], opened).state

  it("stays in the thread with its reason", () => {
    expect(failed.replies["M1"]?.problem).toEqual({ _tag: "Unreachable", status: null })
  })

  it("is sent again under the same id, so that it cannot double", () => {
    expect(sentReplies(play([{ _tag: "RetryPressed", messageId: "M1" }], failed))).toMatchObject([{ id: "M1", text: "Hello" }])
  })

  it("goes out by itself, once and under the same id, when the server is back", () => {
    const back = play([{ _tag: "Reconnected" }, { _tag: "Reconnected" }], failed)
    expect(sentReplies(back).map(({ id }) => id)).toEqual(["M1"])
  })

  it("waits for its writer when the server refused it", () => {
    const refused = play([write("Hello"), send(), { _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "FileNotReady", key: "k" } }], opened).state
    expect(sentReplies(play([{ _tag: "Reconnected" }], refused))).toEqual([])
  })

  it("can be taken back and changed when the server refused it, with its files", () => {
    const refused = play([write("Hello"), send(), { _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "FileNotReady", key: "k" } }], opened).state
    const { state, wanted } = play([{ _tag: "ModeChosen", conversationId: "CO1", mode: "note" }, { _tag: "EditPressed", messageId: "M1" }], refused)
    expect(composerOf(state, "CO1")).toMatchObject({ mode: "reply", reply: { text: "Hello" } })
    expect(state.replies).toEqual({})
    expect(wanted("ForgetReply")).toEqual([{ _tag: "ForgetReply", id: "M1" }])
  })

  it("isn't taken back when it may have arrived: said again it would stand there twice", () => {
    expect(play([{ _tag: "EditPressed", messageId: "M1" }], failed).state).toBe(failed)
  })

  it("is not sent while it is longer than the server takes", () => {
    const long = play([write("x".repeat(8_001)), send()], opened)
    expect(sentReplies(long)).toEqual([])
    expect(composerOf(long.state, "CO1").reply.text).toHaveLength(8_001)
  })

  it("can be given up, here and in the browser's memory", () => {
    const { state, wanted } = play([{ _tag: "DiscardPressed", messageId: "M1" }], failed)
    expect(state.replies).toEqual({})
    expect(wanted("ForgetReply")).toEqual([{ _tag: "ForgetReply", id: "M1" }])
  })

  it("left behind by a closed page goes out when it was under way, and waits when it had been refused", () => {
    const replies = Object.values(failed.replies)
    expect(sentReplies(play([{ _tag: "RepliesRestored", replies }]))).toEqual([])
    expect(sentReplies(play([{ _tag: "RepliesRestored", replies: replies.map((reply) => ({ ...reply, problem: null })) }]))).toHaveLength(1)
  })

  it("left behind with others goes out one by one in the order they were written, however they were kept", () => {
    const kept = ["M3", "M1", "M2"].flatMap((id) =>
      Object.values(failed.replies).map((reply) => ({ ...reply, id, at: `2026-04-15T09:3${id[1]}:00.000Z`, problem: null })))
    const found = play([{ _tag: "RepliesRestored", replies: kept }])
    expect(Object.keys(found.state.replies)).toEqual(["M1", "M2", "M3"])
    expect(sentReplies(found).map(({ id }) => id)).toEqual(["M1"])
  })
})

describe("P9: a colleague answers while I write", () => {
  const written = play([write("My answer"), told({ _tag: "ItemChanged", item: byJonas(3) })], opened).state

  it("asks at the first press and keeps what I wrote", () => {
    const asked = play([send()], written)
    expect(sentReplies(asked)).toEqual([])
    expect(asked.state.guards["CO1"]).toEqual([byJonas(3)])
    expect(composerOf(asked.state, "CO1").reply.text).toBe("My answer")
  })

  it("sends at the second press, confirming the answer it has shown", () => {
    expect(sentReplies(play([send(), send("M2")], written))).toMatchObject([{ id: "M2", confirmedSeq: 3 }])
  })

  it("asks again when yet another answer came in between", () => {
    const again = play([send(), told({ _tag: "ItemChanged", item: byJonas(4) }), send("M2")], written)
    expect(sentReplies(again)).toEqual([])
    expect(again.state.guards["CO1"]?.map(({ seq }) => seq)).toEqual([3, 4])
  })

  it("does the same when only the server knew: the text comes back, then the next press confirms", () => {
    const sent = play([write("My answer"), send()], opened).state
    const refused = play([{ _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "ReplyIsStale", items: [byJonas(3)] } }], sent)
    expect(refused.state.replies).toEqual({})
    expect(composerOf(refused.state, "CO1").reply.text).toBe("My answer")
    expect(refused.state.threads["CO1"]?.items.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(sentReplies(play([send("M2")], refused.state))).toMatchObject([{ text: "My answer", confirmedSeq: 3 }])
  })

  it("takes those behind it back too, in their order, but not a note", () => {
    const sent = play([write("First"), send("M1"), mode("note"), write("for us"), send("M2"), mode("reply"), write("Second"), send("M3")], opened).state
    const found = play([{ _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "ReplyIsStale", items: [byJonas(3)] } }], sent)
    expect(composerOf(found.state, "CO1").reply.text).toBe("First\n\nSecond")
    expect(sentReplies(found)).toMatchObject([{ id: "M2", text: "for us", visibility: "private" }])
  })

  it("puts a refused text before what was begun meanwhile", () => {
    const sent = play([write("First"), send(), write("Second")], opened).state
    const { state } = play([{ _tag: "ReplyRefused", messageId: "M1", problem: { _tag: "ReplyIsStale", items: [byJonas(3)] } }], sent)
    expect(composerOf(state, "CO1").reply.text).toBe("First\n\nSecond")
  })

  it("does not stand in the way of a visitor's message, a colleague's note, my own reply or a note of mine", () => {
    const others = [item(3), item(3, { userId: "jonas", visitorId: null, visibility: "private" }), mine("other-tab", 3)]
    for (const other of others) {
      expect(sentReplies(play([write("Hi"), told({ _tag: "ItemChanged", item: other }), send()], opened))).toHaveLength(1)
    }
    expect(sentReplies(play([mode("note"), write("FYI"), send()], written))).toMatchObject([{ visibility: "private" }])
  })
})

describe("drafts", () => {
  it("keep reply and note apart, and only the writer changes which is written", () => {
    const { state } = play([write("for the visitor"), mode("note"), write("for the team"), send(), told({ _tag: "ItemChanged", item: item(3) })], opened)
    expect(composerOf(state, "CO1")).toMatchObject({ mode: "note", reply: { text: "for the visitor" }, note: { text: "" } })
  })

  it("stay a note while another tab sends its reply, and keep their uploads", () => {
    const [reply, none] = [{ text: "sent there", startedSeq: 2, files: [] }, { text: "", startedSeq: null, files: [] }]
    const files: InboxEvent = { _tag: "FilesAdded", conversationId: "CO1", files: [{ key: "f1", name: "a.pdf", size: 3, mediaType: "application/pdf" }] }
    const there = { mode: "reply", reply, note: none } as const
    const typed: InboxEvent = { _tag: "ComposerTold", conversationId: "CO1", now: there, before: null }
    const shown = play([mode("note"), files, typed], opened).state
    expect(composerOf(shown, "CO1")).toMatchObject({ mode: "note", reply: { text: "sent there", startedSeq: 2 }, note: { files: [{ key: "f1" }] } })
    const { state } = play([write("for the team"), { _tag: "ComposerTold", conversationId: "CO1", now: null, before: there }], shown)
    expect(composerOf(state, "CO1")).toMatchObject({ mode: "note", reply: none, note: { text: "for the team", files: [{ key: "f1", upload: { _tag: "Uploading" } }] } })
  })

  it("let go of a file that another tab sent", () => {
    const file = { key: "f1", name: "a.pdf", size: 3, mediaType: "application/pdf", upload: { _tag: "Ready", file: { key: "k1", url: "/f", mediaType: "application/pdf", filename: "a.pdf", size: 3 } } } as const
    const there = { mode: "reply", reply: { text: "see", startedSeq: 2, files: [file] }, note: { text: "", startedSeq: null, files: [] } } as const
    const { state } = play([
      { _tag: "ComposerTold", conversationId: "CO1", now: there, before: null }, { _tag: "ComposerTold", conversationId: "CO1", now: null, before: there }
    ], opened)
    expect(composerOf(state, "CO1").reply).toEqual({ text: "", startedSeq: null, files: [] })
  })

  it("tell the team, not the visitor, that a note is being written", () => {
    const { wanted } = play([mode("note"), write("psst")], opened)
    expect(wanted("TellTyping")).toEqual([{ _tag: "TellTyping", conversationId: "CO1", isTyping: true, visibility: "private" }])
  })

  it("begin anew after being emptied: what is on screen then is what is answered", () => {
    const found = play([write("a"), write(""), told({ _tag: "ItemChanged", item: byJonas(3) }), write("b"), send()], opened)
    expect(sentReplies(found)).toMatchObject([{ confirmedSeq: 3 }])
  })
})
