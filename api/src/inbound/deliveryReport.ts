import type { Mail } from "./Mail.ts"

/** What a delivery report says of one recipient of one of our letters. */
export interface DeliveryReport {
  /** The letter reported on, without angle brackets; null when the report doesn't show it. */
  readonly messageId: string | null
  /** Lower-cased; null when the report doesn't name one. */
  readonly recipient: string | null
  readonly outcome: "delivered" | "delayed" | "bounced"
  /** Bounced for good: the address doesn't take letters (RFC 3463 class 5). */
  readonly isPermanent: boolean
  /** The other server's words, one line. */
  readonly reason: string
}

const field = (block: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, "im").exec(block)?.[1]?.replace(/\s+/g, " ").trim()

const addressIn = (value: string | undefined) => value?.replace(/^[^;]*;/, "").trim().replace(/^<|>$/g, "").toLowerCase() || null
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 300)

const outcomes: Readonly<Record<string, DeliveryReport["outcome"]>> = {
  failed: "bounced", delayed: "delayed", delivered: "delivered", relayed: "delivered", expanded: "delivered"
}

/** The Message-ID of the letter a report carries along: its own header block, after the report's. */
const reportedId = (raw: Uint8Array): string | null => {
  const source = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 400_000)).toString("latin1").replace(/\r\n/g, "\n")
  const at = source.search(/^content-type:\s*(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/partial)/im)
  const headers = at < 0 ? "" : source.slice(at, at + 100_000)
  return /^(?:x-original-)?message-id:\s*<?([^<>\s]{1,500})>?/im.exec(headers)?.[1] ?? null
}

const isFromServer = (mail: Mail) =>
  /^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]+)@/.test(mail.from?.address ?? "") || mail.header("return-path").some((path) => /^<\s*>$/.test(path))

const mayBeReport = (mail: Mail) => mail.header("x-failed-recipients").length > 0 || isFromServer(mail)

/** What servers that know no RFC 3464 write instead. */
const withoutStatus = (mail: Mail, body: string): Pick<DeliveryReport, "recipient" | "reason" | "isPermanent" | "outcome"> | null => {
  const subject = /undeliver|delivery (?:status notification|failure|has failed)|returned (?:mail|to sender)|failure notice|mail delivery (?:failed|system|subsystem)|unzustellbar|nicht zustell|non remis|no se puede entregar|não entreg|配信(?:不能|できません)|تعذر التسليم/i
  const named = mail.header("x-failed-recipients")[0]
  if (named === undefined && !(isFromServer(mail) && subject.test(mail.subject))) return null
  const code = /\b([45])\.\d{1,3}\.\d{1,3}\b|(?:^|[^\d.])([45])\d\d[ -](?=[#A-Za-z\d])/m.exec(body)
  const line = code === null ? undefined : body.slice(0, 50_000).split("\n").find((line) => line.includes(code[0].trim()))
  const recipient = named?.split(",")[0] ?? /[^\s<>"'(),;:]+@[a-z0-9.-]+\.[a-z]{2,}/i.exec(body)?.[0]
  const isPermanent = (code?.[1] ?? code?.[2] ?? "5") === "5"
  const isDelay = /delay|warning|verzögert|retard/i.test(mail.subject)
  return {
    recipient: recipient?.trim().toLowerCase() ?? null,
    outcome: isDelay ? "delayed" : "bounced",
    isPermanent: isPermanent && !isDelay,
    reason: oneLine(line ?? mail.subject)
  }
}

/**
 * What a report says about our letters (RFC 3464, and what Exchange, Gmail and older servers send instead); null when the
 * letter is none. `raw` is the letter as it came.
 */
export const readDeliveryReport = (mail: Mail, raw: Uint8Array): ReadonlyArray<DeliveryReport> | null => {
  const isReport = mail.deliveryStatus !== null || mail.header("content-type").some((type) => /multipart\/report/i.test(type))
  const body = isReport || mayBeReport(mail) ? mail.text ?? mail.html?.replace(/<[^>]{0,2000}>/g, " ") ?? "" : ""
  const bare = mail.deliveryStatus === null ? withoutStatus(mail, body) : null
  if (!isReport && bare === null) return null
  const messageId = reportedId(raw) ?? mail.references[0] ?? null
  if (bare !== null) return [{ messageId, ...bare }]
  const blocks = (mail.deliveryStatus ?? "").replace(/\r\n/g, "\n").split(/\n{2,}/).filter((block) => /^(final|original)-recipient:/im.test(block))
  // None: a read receipt (RFC 8098) or another report, known for what it is, and about no delivery.
  return blocks.slice(0, 50).map((block): DeliveryReport => {
    const status = field(block, "status") ?? ""
    const diagnostic = field(block, "diagnostic-code")?.replace(/^[^;]*;/, "") ?? ""
    const outcome = outcomes[field(block, "action")?.toLowerCase().split(/\s/)[0] ?? ""] ?? (status.startsWith("2") ? "delivered" : "bounced")
    return {
      messageId,
      recipient: addressIn(field(block, "original-recipient")) ?? addressIn(field(block, "final-recipient")),
      outcome,
      isPermanent: outcome === "bounced" && !status.startsWith("4"),
      // A mail server's own words name the status too, most of the time.
      reason: oneLine([diagnostic.includes(status) ? "" : status, diagnostic].filter((part) => part !== "").join(" "))
    }
  })
}
