import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { automatic } from "./autoReply.ts"
import { readDeliveryReport } from "./deliveryReport.ts"
import { parseMail } from "./parseMail.ts"
import { readAnswer } from "./readAnswer.ts"

/** What must be found in a letter; what isn't named isn't looked at. */
interface Expected {
  readonly text?: string
  readonly textLength?: number
  readonly subject?: string
  readonly from?: string | null
  readonly hasHtml?: boolean
  readonly files?: ReadonlyArray<string>
  readonly leftOut?: ReadonlyArray<unknown>
  readonly addressees?: ReadonlyArray<string>
  readonly messageIdEndsWith?: string
  readonly automatic?: string
  readonly reports?: ReadonlyArray<Readonly<Record<string, unknown>>> | null
}

const folder = new URL("./corpus/", import.meta.url)
const names = readdirSync(folder).filter((file) => file.endsWith(".eml")).map((file) => file.slice(0, -".eml".length)).sort()
const isOwn = (address: string) => address === "support@acme.test" || address.endsWith("@in.acme.test")

describe("The corpus of letters", () => {
  it("holds programs, languages, reports, robots, forgeries and broken letters", () => {
    assert.isAtLeast(names.length, 100)
  })

  for (const name of names) {
    it(`${name} is read as its writer meant it`, async () => {
      const raw = readFileSync(new URL(`${name}.eml`, folder))
      // Written beside each letter, in the shape above.
      const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Expected
      const mail = await parseMail(raw)
      const { files, leftOut, text } = await readAnswer(mail)
      if (expected.text !== undefined) assert.strictEqual(text, expected.text)
      if (expected.textLength !== undefined) assert.strictEqual(text.length, expected.textLength)
      if (expected.subject !== undefined) assert.strictEqual(mail.subject, expected.subject)
      if (expected.from !== undefined) assert.strictEqual(mail.from?.address ?? null, expected.from)
      if (expected.hasHtml !== undefined) assert.strictEqual(mail.html !== null, expected.hasHtml)
      if (expected.files !== undefined) assert.deepStrictEqual(files.map(({ filename }) => filename), expected.files)
      if (expected.leftOut !== undefined) assert.deepStrictEqual(leftOut, expected.leftOut)
      if (expected.addressees !== undefined) assert.includeMembers([...mail.addressees], [...expected.addressees])
      if (expected.messageIdEndsWith !== undefined) assert.isTrue(mail.messageId.endsWith(expected.messageIdEndsWith), mail.messageId)
      // A report is known before anybody asks who wrote it.
      if (!expected.reports) assert.strictEqual(automatic(mail, { envelopeFrom: null, isOwn }) ?? "", expected.automatic ?? "", "nobody wrote it")
      const reports = readDeliveryReport(mail, raw)
      if (!expected.reports) assert.isNull(reports, "a report")
      else assert.deepStrictEqual(reports?.map((report, n) => ({ ...report, ...expected.reports?.[n] })), reports)
      if (expected.reports) assert.strictEqual(reports?.length, expected.reports.length)
    })
  }
})
