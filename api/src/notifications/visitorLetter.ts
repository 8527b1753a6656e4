import * as Effect from "effect/Effect"
import type { PlainLetter } from "../mail/Mailer.ts"
import { renderLetter } from "../mail/renderLetter.ts"
import { said, wordsFor } from "../mail/words/wordsFor.ts"
import type { Notice } from "./decide.ts"
import type { NoticeFacts } from "./NoticeFacts.ts"
import { quote, shown } from "./quote.ts"

/** What stands around a letter, beside its words. */
export interface Envelope {
  readonly logoUrl: string | null
  readonly replyTo: string | null
  readonly messageId: string
  readonly references: ReadonlyArray<string>
  readonly unsubscribeUrl: string
}

export const envelopeHeaders = ({ messageId, references, replyTo, unsubscribeUrl }: Envelope) => ({
  messageId,
  references,
  unsubscribeUrl,
  ...(replyTo === null ? {} : { replyTo }),
  ...(references.length === 0 ? {} : { inReplyTo: references.at(-1) ?? "" })
})

/** Brings a visitor the answers that stay unseen, in the visitor's language, in the site's name. */
export const visitorLetter = Effect.fnUntraced(function*(facts: NoticeFacts, { messages }: Pick<Notice, "messages">, envelope: Envelope) {
  const { visitor, website } = facts
  const { dir, lang, words } = wordsFor([visitor.language, website.language])
  const quoted = messages.slice(-shown).map((message) => quote(facts, message, words, lang, visitor.timezone))
  const n = messages.length
  const newest = quoted.at(-1)
  const title = n === 1 ? said(words.titleOne, { author: newest?.author ?? words.team }) : said(words.titleMany, { n })
  const page = yield* renderLetter({
    lang,
    dir,
    brand: { name: website.name, logoUrl: envelope.logoUrl },
    preview: newest?.text.slice(0, 120) ?? title,
    title,
    paragraphs: n > shown ? [said(words.earlier, { n: n - shown })] : [],
    messages: quoted,
    hint: envelope.replyTo === null ? said(words.visit, { domain: website.domain }) : words.answer,
    footnote: said(words.why, { site: website.name }),
    unsubscribe: { label: words.unsubscribe, url: envelope.unsubscribeUrl }
  })
  return {
    to: visitor.email ?? "",
    subject: said(n === 1 ? words.one : words.many, { n, site: website.name }),
    kind: "new-message",
    fromName: website.name,
    ...page,
    ...envelopeHeaders(envelope)
  } satisfies PlainLetter
})
