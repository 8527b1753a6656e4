import { ConversationId } from "@cossistant/core/conversations/Conversation"
import { TimelineItemId } from "@cossistant/core/conversations/TimelineItem"
import type { LeftOut } from "@cossistant/core/inbound/InboundLetter"
import { ContactId, VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Effect from "effect/Effect"
import { createHash, randomBytes } from "node:crypto"
import { Conversations } from "../conversations/Conversations.ts"
import { Ids } from "../ids/Ids.ts"
import { Inbox } from "../inbox/Inbox.ts"
import { Live } from "../live/Live.ts"
import { Members } from "../members/Members.ts"
import { type ReceivedFile, Uploads } from "../uploads/Uploads.ts"
import type { Envelope } from "./Arrival.ts"
import { authenticate } from "./authentication.ts"
import { InboundRepo, type ReplyFacts, type Settled } from "./InboundRepo.ts"
import type { Mail } from "./Mail.ts"
import { type Answer, readAnswer } from "./readAnswer.ts"
import type { ReplyPlace } from "./replyToken.ts"

/** So many letters an hour in one conversation are people talking; more are programs. */
export const lettersAnHour = 30

export interface Letter {
  readonly id: string
  readonly place: ReplyPlace
  readonly mail: Mail
  readonly raw: Uint8Array
  readonly envelope: Envelope
  /** What decides about it, where that was read a moment ago; read anew otherwise. */
  readonly facts?: ReplyFacts
}

const dropped = (reason: NonNullable<Settled["reason"]>, more: Partial<Settled> = {}): Settled => ({ state: "dropped", reason, ...more })

/**
 * Makes a message of a letter, or says why not. Whoever may write where is asked anew, however often the letter is tried:
 * an address lets its visitor's side write; a member's needs the member's own sender and a domain that vouches for it.
 */
export const deliverLetter = Effect.fn("deliverLetter")(function*(letter: Letter) {
  const { place: { conversationId, recipient, websiteId } } = letter
  const repo = yield* InboundRepo
  const facts = letter.facts ?? (yield* repo.facts(websiteId, conversationId, letter.id))
  if (facts === null) return dropped("conversation_gone")
  // Said already, and the word of it was lost.
  if (facts.isInThread) return { state: "taken" } satisfies Settled
  if (facts.lately >= lettersAnHour) return dropped("too_many", { detail: `${facts.lately} letters within an hour` })
  const answer = yield* Effect.promise(() => readAnswer(letter.mail))
  if (answer.text === "" && answer.files.length === 0) return dropped("empty", { leftOut: answer.leftOut, forget: answer.leftOut.length === 0 })
  return yield* recipient.type === "member" ? asMember(letter, facts, answer) : asVisitor(letter, facts, answer)
})

const asMember = Effect.fnUntraced(function*({ envelope, id, mail, place, raw }: Letter, facts: ReplyFacts, answer: Answer) {
  const websiteId = WebsiteId.make(place.websiteId)
  const userId = place.recipient.id
  const me = (yield* (yield* Members).team(websiteId)).find((member) => member.userId === userId)
  if (me === undefined) return dropped("member_left")
  if (mail.from === null || mail.from.address !== me.email.toLowerCase()) return dropped("sender_differs")
  const { isAligned, summary } = yield* authenticate({ raw, verdicts: envelope.verdicts, peer: envelope.peer })
  if (!isAligned) return dropped("not_proven", { verdict: summary })
  const { files, leftOut } = yield* store(place, answer, { userId })
  const inbox = yield* Inbox
  return yield* inbox.reply({ websiteId, organizationId: OrganizationId.make(facts.organizationId), userId }, {
    conversationId: ConversationId.make(place.conversationId),
    messageId: TimelineItemId.make(id),
    text: answer.text,
    visibility: "public",
    files,
    // Whoever answers by mail can't be asked whether a colleague's answer in between changes anything.
    confirmedSeq: 2 ** 31 - 1,
    source: "email"
  }).pipe(
    Effect.as<Settled>({ state: "taken", verdict: summary, leftOut }),
    Effect.catchTags({
      IdConflict: () => Effect.succeed<Settled>({ state: "taken" }),
      ConversationNotFound: () => Effect.succeed(dropped("conversation_gone")),
      LimitReached: () => Effect.succeed(dropped("plan_limit")),
      FileNotReady: Effect.die,
      ReplyIsStale: Effect.die
    })
  )
})

const asVisitor = Effect.fnUntraced(function*({ id, mail, place }: Letter, facts: ReplyFacts, answer: Answer) {
  const repo = yield* InboundRepo
  const ids = yield* Ids
  const websiteId = WebsiteId.make(place.websiteId)
  if (facts.isBlocked) return dropped("visitor_blocked")
  if (facts.view === "spam" || facts.view === "archived") return dropped("conversation_closed", { detail: facts.view })
  // A colleague who was handed the visitor's letter: their words must not stand there as the visitor's.
  const sender = mail.from?.address ?? ""
  if (!facts.emails.includes(sender)) {
    const team = yield* (yield* Members).team(websiteId)
    if (team.some(({ email }) => email.toLowerCase() === sender)) return dropped("sender_is_member")
  }
  const author = yield* repo.author(websiteId, place.conversationId, {
    id: yield* ids.next, hash: createHash("sha256").update(randomBytes(32)).digest()
  })
  if (author === undefined) return dropped("visitor_gone")
  const { files, leftOut } = yield* store(place, answer, author)
  if (facts.view === "resolved") {
    const eventId = yield* ids.next
    if (yield* repo.reopen(websiteId, place.conversationId, eventId)) {
      yield* (yield* Live).conversationChanged({ websiteId, conversationId: place.conversationId, itemIds: [eventId] })
    }
  }
  const conversations = yield* Conversations
  return yield* conversations.send({
    websiteId,
    organizationId: OrganizationId.make(facts.organizationId),
    isTest: facts.isTest,
    visitorId: VisitorId.make(author.visitorId),
    contactId: author.contactId === null ? null : ContactId.make(author.contactId)
  }, { conversationId: ConversationId.make(place.conversationId), messageId: id, text: answer.text, files, source: "email" }).pipe(
    Effect.as<Settled>({ state: "taken", leftOut }),
    Effect.catchTags({
      IdConflict: () => Effect.succeed<Settled>({ state: "taken" }),
      ConversationNotFound: () => Effect.succeed(dropped("conversation_gone")),
      ConversationClosed: ({ status }) => Effect.succeed(dropped("conversation_closed", { detail: status })),
      UnknownVisitor: () => Effect.succeed(dropped("visitor_gone")),
      VisitorBlocked: () => Effect.succeed(dropped("visitor_blocked")),
      FileNotReady: Effect.die
    })
  )
})

/** Puts the files of an answer where attachments are, under the rules of all; what those refuse is left out, and named. */
const store = Effect.fnUntraced(function*(place: ReplyPlace, { files, leftOut }: Answer, author: NonNullable<ReceivedFile["author"]>) {
  const uploads = yield* Uploads
  const keys: Array<string> = []
  const refused: Array<LeftOut> = [...leftOut]
  for (const { bytes, filename, mediaType } of files) {
    yield* uploads.put({ websiteId: WebsiteId.make(place.websiteId), conversationId: place.conversationId, filename, mediaType, bytes, author }).pipe(
      Effect.match({
        onSuccess: ({ key }) => void keys.push(key),
        onFailure: (error) => void refused.push({ filename, reason: error._tag === "FileRefused" ? error.reason : "not_arrived" })
      })
    )
  }
  return { files: keys, leftOut: refused }
})
