import type { Mail } from "./Mail.ts"

/** Why a letter was written by a program rather than by somebody. */
export type Automatic = "auto_reply" | "bulk" | "own_letter"

/** How programs begin the subject of an absence, in the languages of our widget and a few more. */
const absence = new RegExp(`^\\s*(?:(?:re|aw|fw|fwd|wg|sv)\\s*:\\s*)?(?:${[
  "auto(?:matic|mated)?[ -]?(?:reply|response)", "autoreply", "out of (?:the )?office", "vacation reply", "automatische antwort", "abwesenheits(?:notiz|assistent|nachricht)",
  "nicht im büro", "respuesta automática", "fuera de (?:la )?oficina", "réponse automatique", "absence du bureau", "resposta automática", "fora do escritório", "ausência temporária",
  "risposta automatica", "fuori sede", "automatisch antwoord", "afwezigheidsbericht", "自動(?:返信|応答)", "不在(?:通知|のお知らせ|連絡)", "自动回复", "رد تلقائي", "خارج المكتب"
].join("|")})\\s*(?:[:：\\-–|]|$)`, "i")

const says = (mail: Mail, name: string, pattern: RegExp) => mail.header(name).some((value) => pattern.test(value))
const has = (mail: Mail, name: string) => mail.header(name).length > 0

/**
 * Whether nobody wrote this letter: RFC 3834 (`Auto-Submitted`), the headers programs used before and beside it, mailing lists
 * (RFC 2919), an empty envelope sender, and the subjects of absence notes. `ownAddresses` are those our letters come from and
 * answers go to: a letter from one of them is our own come back.
 */
export const automatic = (mail: Mail, about: {
  /** SMTP's MAIL FROM: "" for a report, null where the door doesn't know it. */
  readonly envelopeFrom: string | null
  readonly isOwn: (address: string) => boolean
}): Automatic | null => {
  const from = mail.from?.address ?? ""
  if (about.isOwn(from) || (about.envelopeFrom !== null && about.envelopeFrom !== "" && about.isOwn(about.envelopeFrom)) || has(mail, "x-cossistant-letter")) {
    return "own_letter"
  }
  if (
    says(mail, "auto-submitted", /^(?!\s*no\b)\s*\S/i) || says(mail, "precedence", /^\s*auto[_-]?reply/i) || has(mail, "x-autoreply") || has(mail, "x-autorespond") ||
    has(mail, "x-autoresponder") || has(mail, "x-auto-reply-from") || has(mail, "x-autoreply-from") || has(mail, "x-mail-autoreply") || has(mail, "x-ms-exchange-inbox-rules-loop") ||
    says(mail, "x-auto-response-suppress", /\b(all|oof|autoreply)\b/i) && absence.test(mail.subject) || says(mail, "x-failure-recipients", /./) ||
    about.envelopeFrom === "" || says(mail, "return-path", /^<\s*>$/) || absence.test(mail.subject) || /^(mailer-daemon|postmaster)@/.test(from)
  ) return "auto_reply"
  if (says(mail, "precedence", /^\s*(bulk|list|junk)\b/i) || has(mail, "list-id") || has(mail, "list-unsubscribe") || /^(no-?reply|do-?not-?reply|bounces?)([+-].*)?@/.test(from)) {
    return "bulk"
  }
  return null
}
