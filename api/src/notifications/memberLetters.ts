import * as Effect from "effect/Effect"
import type { LetterContent } from "../mail/LetterContent.ts"
import type { PlainLetter } from "../mail/Mailer.ts"
import { renderLetter } from "../mail/renderLetter.ts"
import { en } from "../mail/words/en.ts"
import type { Notice } from "./decide.ts"
import { lockedWords } from "./lockedWords.ts"
import type { NoticeFacts, NoticeMember, NoticeMessage } from "./NoticeFacts.ts"
import { authorOf, quote, shown } from "./quote.ts"
import { type Envelope, envelopeHeaders } from "./visitorLetter.ts"

interface About {
  readonly facts: NoticeFacts
  readonly member: Pick<NoticeMember, "email" | "name">
  readonly envelope: Envelope
  /** Of the conversation in the inbox. */
  readonly url: string
  /** Whether the plan keeps what was said from the team: then it isn't in the letter. */
  readonly isLocked?: boolean
}

const quotes = ({ facts, isLocked }: About, messages: ReadonlyArray<NoticeMessage>) =>
  isLocked ? [] : messages.slice(-shown).map((message) => quote(facts, message, en, "en"))

const visitorName = ({ visitor }: NoticeFacts) => visitor.name ?? visitor.email ?? "a visitor"

const page = (about: About, parts: Pick<LetterContent, "preview" | "title" | "paragraphs" | "messages" | "points" | "hint"> & { readonly because: string }) => {
  const { because, ...content } = parts
  const { envelope, facts, url } = about
  return renderLetter({
    lang: "en",
    dir: "ltr",
    brand: { name: facts.website.name, logoUrl: envelope.logoUrl },
    ...content,
    action: { label: "Open the conversation", url },
    footnote: because,
    unsubscribe: { label: "Stop these letters", url: envelope.unsubscribeUrl }
  })
}

const letter = ({ envelope, facts, member }: About, kind: PlainLetter["kind"], subject: string, words: { readonly html: string; readonly text: string }): PlainLetter => ({
  to: member.email, subject, kind, fromName: facts.website.name, ...words, ...envelopeHeaders(envelope)
})

const answerHint = ({ envelope, isLocked }: About) => envelope.replyTo === null || isLocked ? {} : { hint: "Answer this letter and the visitor gets your words, or open the conversation." }

/** Tells a member of messages nobody answered. */
export const newMessageLetter = Effect.fnUntraced(function*(about: About, { messages }: Pick<Notice, "messages">) {
  const { facts } = about
  const n = messages.length
  const who = visitorName(facts)
  const quoted = quotes(about, messages)
  const title = n === 1 ? `${quoted[0]?.author ?? who} wrote to ${facts.website.name}` : `${n} new messages from ${who}`
  return letter(about, "new-message", n === 1 ? `New message on ${facts.website.name} from ${who}` : `${n} new messages on ${facts.website.name} from ${who}`, yield* page(about, {
    preview: quoted.at(-1)?.text.slice(0, 120) ?? title,
    title,
    paragraphs: about.isLocked ? [lockedWords] : n > shown ? [`Earlier messages in the inbox: ${n - shown}.`] : [],
    messages: quoted,
    ...answerHint(about),
    because: `You get this letter because nobody answered and you are on the team of ${facts.website.name}. When it comes, and whether, is yours to choose in Settings, Notifications.`
  }))
})

/** Tells a member that a colleague named them. */
export const mentionLetter = Effect.fnUntraced(function*(about: About, { messages }: Pick<Notice, "messages">) {
  const { facts } = about
  const [first] = messages
  const who = first === undefined ? "A colleague" : authorOf(facts, first, en)
  const quoted = quotes(about, messages)
  return letter(about, "mention", `${who} mentioned you on ${facts.website.name}`, yield* page(about, {
    preview: quoted.at(-1)?.text.slice(0, 120) ?? "",
    title: `${who} mentioned you`,
    paragraphs: [`In the conversation with ${visitorName(facts)}${about.isLocked ? "." : ":"}`, ...(about.isLocked ? [lockedWords] : [])],
    messages: quoted,
    because: "You get this letter because a colleague wrote your name. Whether it comes is yours to choose in Settings, Notifications."
  }))
})

/** What an assistant says of a conversation it hands over. */
export interface Escalation {
  readonly reason: string
  readonly summary: string
  readonly keyPoints: ReadonlyArray<string>
  readonly aiAgentName: string
}

/** Tells a member that an assistant hands a conversation over. */
export const escalationLetter = Effect.fnUntraced(function*(about: About, { aiAgentName, keyPoints, reason, summary }: Escalation) {
  const { facts } = about
  return letter(about, "escalation", `A visitor needs a person on ${facts.website.name}`, yield* page(about, {
    preview: about.isLocked ? "" : reason,
    title: `${visitorName(facts)} needs a person`,
    paragraphs: about.isLocked
      ? [`${aiAgentName} hands the conversation over.`, lockedWords]
      : [`${aiAgentName} hands the conversation over: ${reason}`, summary].filter((text) => text !== ""),
    points: about.isLocked ? [] : keyPoints.slice(0, 6),
    because: `You get this letter because you are on the team of ${facts.website.name}.`
  }))
})

/** Tells a member of many conversations at once. */
export const digestLetter = Effect.fnUntraced(function*(abouts: ReadonlyArray<About & { readonly notice: Notice }>, inboxUrl: string) {
  const [first] = abouts
  if (first === undefined) return undefined
  const { website } = first.facts
  const quoted = abouts.slice(0, 10).map(({ facts, isLocked, notice }) => {
    const newest = isLocked ? undefined : notice.messages.at(-1)
    return newest === undefined ? { author: visitorName(facts), time: "", text: isLocked ? lockedWords : "" } : { ...quote(facts, newest, en, "en"), author: visitorName(facts) }
  })
  const title = `${abouts.length} conversations wait on ${website.name}`
  return letter(first, "digest", title, yield* renderLetter({
    lang: "en",
    dir: "ltr",
    brand: { name: website.name, logoUrl: first.envelope.logoUrl },
    preview: quoted.map(({ author }) => author).join(", "),
    title,
    paragraphs: ["Nobody answered these yet:"],
    messages: quoted,
    ...(abouts.length > 10 ? { hint: `And ${abouts.length - 10} more.` } : {}),
    action: { label: "Open the inbox", url: inboxUrl },
    footnote: `You get one letter instead of many because you are on the team of ${website.name}. When it comes, and whether, is yours to choose in Settings, Notifications.`,
    unsubscribe: { label: "Stop these letters", url: first.envelope.unsubscribeUrl }
  }))
})
