import { assert, describe, it } from "@effect/vitest"
import { decide } from "./decide.ts"
import type { NoticeFacts, NoticeMember, NoticeMessage } from "./NoticeFacts.ts"

const times = { look: 1, visitorDelay: 60_000, readingGrace: 3000, onlineWait: 600_000, onlineLook: 30_000 }
const start = 1_000_000_000
const said = (seq: number, by: Partial<NoticeMessage>, more: Partial<NoticeMessage> = {}): NoticeMessage =>
  ({ id: `m${seq}`, seq, text: `words ${seq}`, files: 0, isPrivate: false, userId: null, aiAgentId: null, visitorId: null, at: start + seq * 1000, ...by, ...more })
const visitor = { visitorId: "v" }
const mia = { userId: "mia" }
const ai = { aiAgentId: "ai" }
const member = (userId: string, more: Partial<NoticeMember> = {}): NoticeMember =>
  ({ userId, name: userId, email: `${userId}@a.test`, image: null, seenSeq: 0, settings: {}, devices: 0, ...more })
const facts = (more: Partial<NoticeFacts>): NoticeFacts => ({
  website: { id: "w", organizationId: "o", name: "Acme", slug: "acme", domain: "acme.test", logoKey: null, language: "en" },
  visitor: { id: "v", seenSeq: 0, language: null, name: null, email: "jane@example.test" },
  assigneeIds: [], isClosed: false, title: null, members: [member("mia"), member("tom")], messages: [], notified: {}, letters: [], answers: [], ...more
})
/** Who is told, how, of which messages, so many seconds after the first one. */
const told = (about: Partial<NoticeFacts>, seconds: number, isOnline = false) =>
  decide(facts(about), start + 1000 + seconds * 1000, isOnline, times).due.map(({ messages, reader, way }) => `${reader} ${way} ${messages.map(({ seq }) => seq).join()}`)

describe("Who is told of a visitor's message", () => {
  it("is everyone of the team, after each one's own delay, of what is unread alone", () => {
    const messages = [said(1, visitor), said(2, visitor)]
    const members = [member("mia"), member("tom", { settings: { email_new_message: { enabled: true, delaySeconds: 60 } } }),
      member("eve", { settings: { email_new_message: { enabled: false, delaySeconds: null } } }), member("kim", { seenSeq: 1 }), member("ann", { seenSeq: 2 })]
    assert.deepStrictEqual(told({ messages, members }, 59), [])
    assert.deepStrictEqual(told({ messages, members }, 60), ["tom email 1,2"])
    assert.deepStrictEqual(told({ messages, members }, 301), ["mia email 1,2", "tom email 1,2", "kim email 2"])
    assert.strictEqual(decide(facts({ messages, members }), start + 1000, false, times).nextAt, start + 61_000)
  })

  it("hears of each message once", () => {
    assert.deepStrictEqual(told({ messages: [said(1, visitor), said(2, visitor)], notified: { "mia email": 2, "tom email": 1 } }, 400), ["tom email 2"])
  })

  it("is nobody once a colleague answered; an assistant's answer is none of a colleague's", () => {
    assert.deepStrictEqual(told({ messages: [said(1, visitor), said(2, mia)], visitor: { ...facts({}).visitor, email: null } }, 400), [])
    assert.deepStrictEqual(told({ messages: [said(1, visitor), said(2, ai)], visitor: { ...facts({}).visitor, email: null } }, 400), ["mia email 1", "tom email 1"])
  })

  it("is whom it is assigned to, who hears of colleagues' answers too", () => {
    assert.deepStrictEqual(told({ messages: [said(1, visitor), said(2, { userId: "tom" })], assigneeIds: ["mia"], visitor: { ...facts({}).visitor, email: null } }, 400), ["mia email 1,2"])
  })

  it("is nobody in spam and archive", () => {
    assert.deepStrictEqual(told({ messages: [said(1, visitor)], isClosed: true }, 400), [])
  })

  it("gets a push at once on a device, but not while reading", () => {
    const members = [member("mia", { devices: 1 }), member("tom", { devices: 1, settings: { browser_push_new_message: { enabled: false, delaySeconds: null } } })]
    assert.deepStrictEqual(told({ messages: [said(1, visitor)], members }, 2), [])
    assert.deepStrictEqual(told({ messages: [said(1, visitor)], members }, 3), ["mia push 1"])
    assert.deepStrictEqual(told({ messages: [said(1, visitor)], members: [member("mia", { devices: 1, seenSeq: 1 })] }, 3), [])
  })
})

describe("Whoever is named in a note", () => {
  const note = said(1, { userId: "tom" }, { isPrivate: true, text: "[@Mia](mention:human-agent:mia) please look" })
  it("is told, and nobody else is", () => {
    assert.deepStrictEqual(told({ messages: [note] }, 60), ["mia mention 1"])
    assert.deepStrictEqual(told({ messages: [note], members: [member("mia", { seenSeq: 1 })] }, 60), [])
  })
  it("isn't told of the same message as news, unless letters about mentions are off", () => {
    const named = said(1, { userId: "tom" }, { text: note.text })
    const about = { assigneeIds: ["mia"], visitor: { ...facts({}).visitor, email: null } }
    assert.deepStrictEqual(told({ ...about, messages: [named, said(2, visitor)] }, 400), ["mia email 2", "mia mention 1"])
    assert.deepStrictEqual(told({ ...about, messages: [named], notified: { "mia mention": 1 } }, 400), [])
    const members = [member("mia", { settings: { email_mention: { enabled: false, delaySeconds: null } } }), member("tom")]
    assert.deepStrictEqual(told({ ...about, messages: [named], members }, 400), ["mia email 1"])
  })
  it("can't be called by a visitor", () => {
    assert.deepStrictEqual(told({ messages: [said(1, visitor, { text: note.text })] }, 60), [])
  })
})

describe("A visitor who left an address", () => {
  const seen = (seenSeq: number) => ({ visitor: { ...facts({}).visitor, seenSeq } })
  it("gets a colleague's and an assistant's answers that stay unseen for a minute, and no notes", () => {
    const messages = [said(1, visitor), said(2, ai), said(3, mia), said(4, mia, { isPrivate: true })]
    assert.deepStrictEqual(told({ messages, members: [] }, 60), [])
    assert.deepStrictEqual(told({ messages, members: [] }, 61), ["visitor email 2,3"])
    assert.deepStrictEqual(told({ messages, members: [], ...seen(2) }, 62), ["visitor email 3"])
    assert.deepStrictEqual(told({ messages, members: [], ...seen(3) }, 62), [])
  })
  it("has read what stands above the own words", () => {
    assert.deepStrictEqual(told({ messages: [said(1, mia), said(2, visitor)], members: [] }, 100), [])
  })
  it("is left in peace while the page is open, for ten minutes at most", () => {
    const messages = [said(1, mia)]
    assert.deepStrictEqual(told({ messages, members: [] }, 100, true), [])
    assert.strictEqual(decide(facts({ messages, members: [] }), start + 101_000, true, times).nextAt, start + 131_000)
    assert.deepStrictEqual(told({ messages, members: [] }, 600, true), ["visitor email 1"])
  })
})
