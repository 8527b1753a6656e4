import { assert, describe, it } from "@effect/vitest"
import { type Automatic, automatic } from "./autoReply.ts"
import { parseMail } from "./parseMail.ts"

interface About {
  readonly from?: string
  readonly subject?: string
  readonly more?: string
  readonly envelopeFrom?: string | null
}
const judged = async ({ envelopeFrom = "vera@visitor.test", from = "vera@visitor.test", more, subject = "Hello" }: About) => automatic(
  await parseMail(new TextEncoder().encode(`From: ${from}\r\nTo: in@acme.test\r\nSubject: ${subject}\r\n${more === undefined ? "" : `${more}\r\n`}\r\nWords.\r\n`)),
  { envelopeFrom, isOwn: (address) => address.endsWith("@acme.test") }
)

describe("P18: who wrote a letter", () => {
  const cases: Readonly<Record<Automatic, ReadonlyArray<About>>> = {
    own_letter: [
      { from: "support@acme.test" }, { envelopeFrom: "bounces@acme.test" }, { more: "X-Cossistant-Letter: 01J" },
      // What we sent is ours, whatever a program wrote above it.
      { from: "support@acme.test", more: "Auto-Submitted: auto-replied" }
    ],
    auto_reply: [
      { more: "Auto-Submitted: auto-replied" }, { more: "Auto-Submitted: auto-generated" }, { more: "Auto-Submitted: yes" }, { more: "Precedence: auto_reply" },
      { more: "X-Autoreply: yes" }, { more: "X-Autorespond: yes" }, { more: "X-Autoresponder: robot" }, { more: "X-Auto-Reply-From: a@b.test" },
      { more: "X-Autoreply-From: a@b.test" }, { more: "X-Mail-Autoreply: vacation" }, { more: "X-MS-Exchange-Inbox-Rules-Loop: a@b.test" },
      { more: "X-Auto-Response-Suppress: All", subject: "Out of office" }, { more: "X-Failed-Recipients: a@b.test", from: "mailer-daemon@b.test" },
      { more: "X-Failure-Recipients: a@b.test" }, { more: "Return-Path: <>", envelopeFrom: null }, { envelopeFrom: "" },
      { subject: "Automatic reply: until Monday" }, { subject: "Re: Abwesenheitsnotiz: bis Montag" }, { from: "MAILER-DAEMON@b.test" }, { from: "postmaster@b.test" }
    ],
    bulk: [
      { more: "Precedence: bulk" }, { more: "Precedence: list" }, { more: "Precedence: junk" }, { more: "List-Id: <list.test>" }, { more: "List-Unsubscribe: <mailto:a@b.test>" },
      { from: "noreply@b.test" }, { from: "no-reply+7@b.test" }, { from: "do-not-reply@b.test" }, { from: "bounces-1@b.test" }
    ]
  }
  for (const [verdict, letters] of Object.entries(cases)) {
    it(`is told: ${verdict}`, async () => {
      for (const about of letters) assert.strictEqual(await judged(about), verdict, JSON.stringify(about))
    })
  }

  it("is somebody, where nothing speaks against it", async () => {
    const letters: ReadonlyArray<About> = [
      {}, { envelopeFrom: null }, { more: "Auto-Submitted: no" }, { more: "Auto-Submitted: no (a person)" }, { more: "X-Auto-Response-Suppress: All" }, { more: "Precedence: first-class" },
      { more: "Return-Path: <vera@visitor.test>" }, { subject: "How do I set an automatic reply?" }, { from: "noreply.jones@b.test" }, { from: "acme.test@visitor.test" }
    ]
    for (const about of letters) assert.isNull(await judged(about), JSON.stringify(about))
  })
})
