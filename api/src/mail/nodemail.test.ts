import { assert, describe, it } from "@effect/vitest"
import { simpleParser } from "mailparser"
import { createTransport } from "nodemailer"
import { nodemail } from "./nodemail.ts"

const senders = { notifications: { name: "Acme", address: "support@acme.test" }, marketing: undefined }
const hard = [
  "a = b, 100 % == sure", "blank at the end ", "tab at the end\t", "", ".", "..dots", "From here on", "Grüße, 東京 und 👩‍👩‍👧", "=20", "x".repeat(200), `${"é".repeat(100)} ende `, "a\u0001b", ""
]

describe("A letter's text on its way to a mail server", () => {
  it("arrives as it was, in ASCII and in lines that every server takes", async () => {
    const [text, html] = [hard.join("\n"), `<p>${hard.join("</p>\n<p>")}</p>`]
    const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail(
      nodemail({ to: "vera@visitor.test", subject: "Grüße", text, html, kind: "other", messageId: "<1@acme.test>" }, senders)
    )
    const raw = (sent.message as Buffer).toString("latin1") // It was asked for as a buffer.
    for (const line of raw.split("\r\n")) assert.isAtMost(line.length, 998)
    assert.notMatch(raw, /\P{ASCII}/u)
    assert.notMatch(raw, /[ \t]\r\n(?!\s)/)
    const parsed = await simpleParser(raw)
    assert.strictEqual(parsed.text, text)
    assert.strictEqual(parsed.html, html)
    assert.strictEqual(parsed.subject, "Grüße")
    assert.deepStrictEqual(parsed.attachments, [])
    assert.match(raw, /Content-Type: multipart\/alternative/)
    assert.isBelow(raw.indexOf("text/plain"), raw.indexOf("text/html"))
  })
})
