import { runSql } from "./database.ts"
import type { HostSite } from "./hostPage.ts"
import { letter } from "./peers/letters.ts"
import { scriptTag } from "./scriptTag.ts"
import type { RunningServer } from "./startServer.ts"

/** Somebody whose page tells us who they are. */
export interface Person {
  readonly name: string
  readonly email: string
}

/** What an answer is written to. */
export interface Answered {
  readonly replyTo: string
  readonly subject: string
  readonly text: string
}

/** A page of a site that has the widget and says who its visitor is; gives its address. */
export const pageOf = (site: HostSite, server: RunningServer, publicKey: string, { email, name }: Person): string => site.page({
  body: `<h1>A shop</h1><script>window.Cossistant = [
    ["init", { publicKey: "${publicKey}" }], ["identify", { externalId: "${email}", name: "${name}", email: "${email}" }]
  ]</script>${scriptTag(server.summary().url)}`
})

/** Looks every half second whether `found` has something, for three quarters of a minute, while time passes faster for the message with these words. */
export const untilMailed = async <A>(server: RunningServer, words: string, found: () => A | undefined): Promise<A> => {
  const deadline = Date.now() + 45_000
  while (Date.now() < deadline) {
    const letter = found()
    if (letter !== undefined) return letter
    await runSql(server, `update timeline_item set created_at = created_at - interval '2 minutes' where text = '${words}' and created_at > now() - interval '1 minute';
      update notification_watch set due_at = now() where due_at <> 'infinity'`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`Nobody was mailed “${words}”.`)
}

/** An answer as a mail program writes it: the words, a file, and below them all of the letter that is answered. */
export const answerTo = ({ replyTo, subject, text }: Answered, { email, name }: Person, words: string, file: string): string => letter({
  from: `${name} <${email}>`, to: replyTo, subject: `Re: ${subject}`,
  more: ["Content-Type: multipart/mixed; boundary=b"],
  text: [
    "--b", "Content-Type: multipart/alternative; boundary=a", "",
    "--a", "Content-Type: text/plain; charset=utf-8", "", words, "", "On Thu, Nov 5, 2026 at 9:59 AM Acme <support@acme.test> wrote:", ...text.split("\n").map((line) => `> ${line}`), "",
    "--a", "Content-Type: text/html; charset=utf-8", "",
    `<p>${words}</p><script>document.title = "ran"</script><div class="gmail_quote">On Thu, Nov 5, 2026 at 9:59 AM Acme wrote:<blockquote>${text}</blockquote></div>`, "--a--", "",
    "--b", `Content-Type: text/plain; name=${file}`, `Content-Disposition: attachment; filename=${file}`, "", `what ${file} says`, "--b--", ""
  ].join("\r\n")
})

/** What a mail server reports of a letter to an address nobody has (RFC 3464). */
export const reportOf = (messageId: string, recipient: string): string => letter({
  from: "MAILER-DAEMON@mx.else.test", to: "support@acme.test", subject: "Undelivered Mail Returned to Sender",
  more: ["Return-Path: <>", "Auto-Submitted: auto-replied", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"],
  text: [
    "--b", "Content-Type: text/plain; charset=utf-8", "", "It could not be delivered.",
    "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.else.test", "",
    `Final-Recipient: rfc822; ${recipient}`, "Action: failed", "Status: 5.1.1", `Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: no such user here`, "",
    "--b", "Content-Type: message/rfc822", "", "From: support@acme.test", `To: ${recipient}`, `Message-ID: ${messageId}`, "Subject: Your parcel", "", "It is on its way.", "--b--", ""
  ].join("\r\n")
})
