import * as Effect from "effect/Effect"
import { emailChangedLetter, newEmailLetter, takenEmailLetter } from "../mail/changeEmailLetters.ts"
import { confirmEmailLetter } from "../mail/confirmEmailLetter.ts"
import { invitationLetter } from "../mail/invitationLetter.ts"
import type { PlainLetter } from "../mail/Mailer.ts"
import { passwordResetLetter } from "../mail/passwordResetLetter.ts"
import { digestLetter, escalationLetter, mentionLetter, newMessageLetter } from "./memberLetters.ts"
import type { NoticeFacts, NoticeMessage } from "./NoticeFacts.ts"
import { visitorLetter } from "./visitorLetter.ts"

/** Languages that letters to visitors speak. */
export const languages = ["en", "fr", "es", "de", "pt-BR", "ja", "ar"] as const

const message = (seq: number, text: string, by: Partial<NoticeMessage>): NoticeMessage => ({
  id: `m${seq}`, seq, text, files: seq === 3 ? 2 : 0, isPrivate: false, userId: null, aiAgentId: null, visitorId: null, at: 1_790_000_000_000 + seq * 60_000, ...by
})
const facts = (language: string): NoticeFacts => ({
  website: { id: "w", organizationId: "o", name: "Acme Kettles", slug: "acme", domain: "acme.example", logoKey: null, language: "en" },
  visitor: { id: "v", seenSeq: 0, language, name: "Jane Cooper", email: "jane@example.com" },
  assigneeIds: [], isClosed: false, title: null, notified: {}, letters: [], answers: [], messages: [],
  members: [{ userId: "mia", name: "Mia Wong", email: "mia@acme.example", image: null, seenSeq: 0, settings: {}, devices: 0 }]
})
const answers = [
  message(1, "Good morning Jane", { userId: "mia" }),
  message(2, "It keeps 80 degrees for **an hour**.\nHere is how: [the manual](https://acme.example/manual)", { userId: "mia" }),
  message(3, "And the pictures you asked for.", { userId: "mia" })
]
const questions = [message(1, "Is shipping free?", { visitorId: "v" }), message(2, "And how long does it take to Graz?", { visitorId: "v" })]
const note = message(1, "[@Mia](mention:human-agent:mia) can you look at her order?", { userId: "mia", isPrivate: true })

/** Every kind of letter, filled with what nobody wrote. `publicUrl` is where its links lead. */
export const samples = (publicUrl: string): Readonly<Record<string, Effect.Effect<PlainLetter | undefined>>> => {
  const envelope = {
    logoUrl: null, replyTo: "conv@inbound.acme.example", messageId: "<1@acme.example>", references: [], unsubscribeUrl: `${publicUrl}/email/unsubscribe/sample`
  }
  const about = { facts: facts("en"), member: { email: "mia@acme.example", name: "Mia Wong" }, envelope, url: `${publicUrl}/acme/inbox` }
  const notice = { reader: "mia", way: "email" as const, toldSeq: 0, messages: questions }
  const change = { name: "Bob", from: "bob@acme.example", to: "bob@baker.example" }
  return {
    ...Object.fromEntries(languages.map((language) => [`visitor-${language}`, visitorLetter(facts(language), { messages: answers }, envelope)])),
    "new-message": newMessageLetter(about, notice),
    mention: mentionLetter(about, { messages: [note] }),
    escalation: escalationLetter(about, {
      reason: "Jane asks for a refund of 240 €.", summary: "The kettle came broken, and the replacement too.", keyPoints: ["Order 4711", "Photo attached"], aiAgentName: "Kettle Bot"
    }),
    digest: digestLetter(Array.from({ length: 4 }, () => ({ ...about, notice })), `${publicUrl}/acme/inbox`),
    invitation: invitationLetter({
      to: "bob@acme.example", inviterName: "Olga Owner", organizationName: "Acme", websiteName: "Acme Kettles", logoUrl: null, url: `${publicUrl}/welcome/acme/join/sample`
    }),
    "password-reset": passwordResetLetter({ to: "bob@acme.example", name: "Bob", url: `${publicUrl}/reset-password#token=sample` }),
    "confirm-email": confirmEmailLetter({ to: "bob@acme.example", name: "Bob", url: `${publicUrl}/confirm-email#token=sample` }),
    "new-email": newEmailLetter({ ...change, url: `${publicUrl}/confirm-email#change=sample` }),
    "taken-email": takenEmailLetter({ ...change, url: `${publicUrl}/login` }),
    "email-changed": emailChangedLetter(change)
  }
}
