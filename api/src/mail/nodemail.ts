import type { SendMailOptions } from "nodemailer"
import { extraHeaders, fromOf, oneLine } from "./letterHeaders.ts"
import type { Letter } from "./Mailer.ts"

/** A letter as nodemailer takes it, who builds MIME of it (RFC 2045–2047, RFC 5322). It reads no files and no addresses of others. */
export const nodemail = (letter: Letter, senders: Parameters<typeof fromOf>[1]): SendMailOptions => ({
  from: fromOf(letter, senders),
  to: letter.to,
  subject: oneLine(letter.subject),
  html: letter.html,
  text: letter.text,
  headers: extraHeaders(letter),
  disableFileAccess: true,
  disableUrlAccess: true,
  ...(letter.replyTo === undefined ? {} : { replyTo: letter.replyTo }),
  ...(letter.messageId === undefined ? {} : { messageId: letter.messageId }),
  ...(letter.inReplyTo === undefined ? {} : { inReplyTo: letter.inReplyTo }),
  ...(letter.references === undefined ? {} : { references: [...letter.references] })
})
