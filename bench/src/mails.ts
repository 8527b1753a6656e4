import { randomBytes } from "node:crypto"

/** How people's programs write an answer: words and HTML alike, HTML alone, or words with a picture. */
export const kinds = ["words and HTML", "HTML alone", "words and a picture"] as const

const size = 50_000
const answer = "Thank you, the parcel is here! Only the second cup is missing: could you look where it is? My order number is 4711.\n\nVera"
const asked = "we are sorry that it took so long. Your parcel left our house on Monday and should be with you by the end of the week."
/** One message of the history that programs put below an answer. */
const earlier = (n: number) => `On Thu, ${n} Nov 2026 at 10:00, Acme Support <support@acme.test> wrote:`

/** Deeper with each message, as letters go to and fro. */
const plainHistory = (length: number): string => {
  let text = ""
  for (let n = 1; text.length < length; n++) {
    const mark = ">".repeat(n)
    text += `\n${">".repeat(n - 1)}\n${">".repeat(n - 1)}${n === 1 ? "" : " "}${earlier(n % 28 + 1)}\n${mark} Hello Vera,\n${mark}\n${mark} ${asked}\n${mark}\n${mark} Acme Support, Märzstraße 1, Zürich`
  }
  return text.slice(0, length)
}

const htmlHistory = (length: number): string => {
  let [html, end] = ["", ""]
  for (let n = 1; html.length + end.length < length; n++) {
    html += `<div class="gmail_attr">${earlier(n % 28 + 1).replace("<", "&lt;").replace(">", "&gt;")}</div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"><table width="100%" cellpadding="0"><tr><td style="font-family:Arial,sans-serif;font-size:14px;color:#27272a"><p style="margin:0 0 16px">Hello Vera,</p><p style="margin:0 0 16px">${asked}</p><p><a href="https://acme.test/help?n=${n}">Acme Support</a>, Märzstraße 1, Zürich</p></td></tr></table>`
    end += "</blockquote>"
  }
  return html + end
}

const page = (length: number) =>
  `<html><head><style>p{margin:0}</style></head><body><div dir="ltr">${answer.replaceAll("\n\n", "</div><div><br></div><div>")}</div><br><div class="gmail_quote">${htmlHistory(length)}</div></body></html>`

/** Quoted-printable (RFC 2045 §6.7), as programs write text that isn't all ASCII. */
const quotedPrintable = (text: string): string => text.split("\n").map((line) => {
  const signs = [...Buffer.from(line)].map((byte) => byte < 32 || byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte))
  let [out, width] = ["", 0]
  for (const sign of signs) {
    if (width + sign.length > 75) [out, width] = [`${out}=\r\n`, 0]
    out += sign
    width += sign.length
  }
  return out
}).join("\r\n")

const boundary = "bench-0000000000001"
const textPart = (type: string, text: string) => `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}`

const picturePart = (length: number) => {
  // The signature makes it a PNG, the rest is noise as pictures are: nothing looks further.
  const bytes = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452000000640000006408060000007095d5d0", "hex"), randomBytes(Math.floor(length / 4 * 3))])
  return `Content-Type: image/png; name="cup.png"\r\nContent-Disposition: attachment; filename="cup.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${
    bytes.toString("base64").replaceAll(/.{76}/g, "$&\r\n")}`
}

const bodies: Readonly<Record<typeof kinds[number], () => string>> = {
  "words and HTML": () => multipart("alternative", textPart("plain", answer + plainHistory(12_000)), textPart("html", page(31_000))),
  "HTML alone": () => textPart("html", page(42_000)),
  "words and a picture": () => multipart("mixed", textPart("plain", answer + plainHistory(8_000)), picturePart(39_000))
}

const multipart = (kind: string, ...parts: ReadonlyArray<string>) =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--`

/** An answer of this kind as it comes over the wire, 50 KB within a tenth. */
export const writeMail = (kind: typeof kinds[number], to: string): string => {
  const id = crypto.randomUUID()
  const raw = [
    "From: Vera Visitor <vera@visitor.test>", `To: Acme Support <${to}>`, "Subject: Re: Your question", `Message-ID: <${id}@visitor.test>`,
    `In-Reply-To: <${id}@acme.test>`, `References: <first@acme.test> <${id}@acme.test>`, "Date: Thu, 05 Nov 2026 10:00:00 +0000", "MIME-Version: 1.0", bodies[kind]()
  ].join("\r\n")
  if (Math.abs(raw.length - size) > size / 10) throw new Error(`A letter with ${kind} has ${raw.length} bytes instead of ${size}.`)
  return raw
}
