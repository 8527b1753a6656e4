import type { InboundReason, LeftOut } from "@cossistant/core/inbound/InboundLetter"

const reasons: Readonly<Record<InboundReason, string>> = {
  auto_reply: "An automatic answer: nobody wrote it.",
  bulk: "Sent to a list, or by a machine that reads no answers.",
  own_letter: "A letter of our own that came back.",
  empty: "It says nothing new: no words of its own and no file.",
  spam: "The mail service takes it for spam. If it is none, trying again lets it in.",
  virus: "The mail service found something harmful in it.",
  too_large: "It is larger than a letter may be (20 MB). Ask for it in parts, or for a link.",
  sender_differs: "It came to a teammate's address from somebody else.",
  not_proven: "It says a teammate sent it, but their domain doesn't vouch for it (DKIM, SPF, DMARC).",
  member_left: "Whoever it is from isn't on the team any more.",
  sender_is_member: "A teammate answered the visitor's letter. Answer your own notification, or here in the inbox.",
  visitor_blocked: "The visitor is blocked.",
  visitor_gone: "The visitor has logged out, and no contact is known.",
  conversation_closed: "The conversation is spam or archived.",
  conversation_gone: "The conversation isn't there any more.",
  too_many: "Too many letters within an hour. Two machines may be answering each other.",
  plan_limit: "The plan's messages are used up.",
  broken: "Something broke while it was read. It can be tried again."
}

/** Why a letter became no message, in a sentence. */
export const reasonText = (reason: InboundReason | null): string => reason === null ? "It became no message." : reasons[reason]

const why: Readonly<Record<LeftOut["reason"], string>> = {
  too_large: "larger than 5 MB", type_not_allowed: "of a kind that isn't shown here", empty: "empty", size_differs: "broken", not_arrived: "broken",
  quota: "too large for the site's storage", winmail: "in Outlook's own format", too_many: "one of too many"
}

/** A file that stayed in the letter, and why. */
export const leftOutText = ({ filename, reason }: LeftOut): string => `${filename} (${why[reason]})`
