import type { Letter } from "./Mailer.ts"
import type { Sender } from "./mailSettings.ts"

/** A Message-ID in its brackets (RFC 5322 §3.6.4), however it is told. */
export const inBrackets = (messageId: string): string => `<${oneLine(messageId).replace(/^<|>$/g, "")}>`

/** Text for one header line: whatever would begin another is gone. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ").trim()

/** Who a letter is from: the sender's address under the letter's name, or under the one that is set with it. */
export const fromOf = ({ fromName, sender = "notifications" }: Letter, senders: { readonly notifications: Sender; readonly marketing: Sender | undefined }) => {
  const { address, name } = senders[sender] ?? senders.notifications
  return { address, name: oneLine(fromName ?? name ?? "") }
}

/** `"Name" <address>` (RFC 5322 §3.4), for providers that take it as text. */
export const mailbox = ({ address, name }: { readonly address: string; readonly name: string }): string =>
  name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`

/**
 * Headers of a letter beside those that every provider writes itself. It was written by a program (RFC 3834), so nobody's
 * absence notice answers it; one click unsubscribes (RFC 8058).
 */
export const extraHeaders = ({ unsubscribeUrl }: Letter): Readonly<Record<string, string>> => ({
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "All",
  ...(unsubscribeUrl === undefined ? {} : {
    "List-Unsubscribe": `<${oneLine(unsubscribeUrl)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"
  })
})

/** How a letter hangs together with others, as headers. */
export const threadHeaders = ({ inReplyTo, messageId, references = [] }: Letter): Readonly<Record<string, string>> => ({
  ...(messageId === undefined ? {} : { "Message-ID": oneLine(messageId) }),
  ...(inReplyTo === undefined ? {} : { "In-Reply-To": oneLine(inReplyTo) }),
  ...(references.length === 0 ? {} : { References: references.map(oneLine).join(" ") })
})
