import nodemailer from "nodemailer"

/** A letter as a mail program writes it; `more` are further header lines. */
export const letter = (about: {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly id?: string
  readonly subject?: string
  readonly more?: ReadonlyArray<string>
}): string => [
  `From: ${about.from}`,
  `To: ${about.to}`,
  `Subject: ${about.subject ?? "Re: Your question"}`,
  `Message-ID: <${about.id ?? crypto.randomUUID()}@mail.test>`,
  "Date: Thu, 05 Nov 2026 10:00:00 +0000",
  "MIME-Version: 1.0",
  ...about.more ?? [],
  ...(about.more ?? []).some((line) => /^content-type:/i.test(line)) ? [] : ["Content-Type: text/plain; charset=utf-8"],
  "",
  about.text
].join("\r\n")

/** Hands a letter to a mail server as another server does; gives its answer. */
export const hand = async (port: number, raw: string | Buffer, envelope: { readonly from: string; readonly to: string | ReadonlyArray<string> }, options: object = {}) => {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true, name: "mail.test", ...options })
  try {
    return await transport.sendMail({ raw, envelope: { from: envelope.from, to: [envelope.to].flat() } })
  } finally {
    transport.close()
  }
}
