import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { automatic } from "./autoReply.ts"
import { readDeliveryReport } from "./deliveryReport.ts"
import { originalHtml } from "./originalHtml.ts"
import { parseMail } from "./parseMail.ts"
import { readAnswer } from "./readAnswer.ts"
import { trimReply } from "./trimReply.ts"

const folder = new URL("./corpus/", import.meta.url)
const letters = readdirSync(folder).filter((file) => file.endsWith(".eml")).map((file) => readFileSync(new URL(file, folder)))

/** Mulberry32: the same letters at each run. */
const dice = (seed: number) => () => {
  seed = seed + 0x6d2b79f5 | 0
  let t = Math.imul(seed ^ seed >>> 15, 1 | seed)
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t
  return ((t ^ t >>> 14) >>> 0) / 4294967296
}

/** A letter as a broken network or a hostile hand leaves it. */
const damaged = (random: () => number): Buffer => {
  const pick = () => letters[Math.floor(random() * letters.length)] ?? Buffer.alloc(0)
  const at = (bytes: Buffer) => Math.floor(random() * bytes.length)
  let bytes = Buffer.from(pick())
  for (let n = Math.floor(random() * 6); n >= 0; n--) {
    const kind = random()
    if (kind < 0.3) for (let k = 0; k < 20; k++) bytes[at(bytes)] = Math.floor(random() * 256)
    else if (kind < 0.5) bytes = bytes.subarray(0, at(bytes))
    else if (kind < 0.7) bytes = Buffer.concat([bytes.subarray(0, at(bytes)), pick().subarray(at(pick()))])
    else if (kind < 0.85) bytes = Buffer.concat([bytes, bytes.subarray(at(bytes))])
    else bytes = Buffer.from(bytes.toString("latin1").replaceAll("\n", random() < 0.5 ? "\r\n" : "\r"), "latin1")
  }
  return bytes
}

describe("Whatever bytes arrive", () => {
  it("1,500 damaged letters are read without a fault, and stay within the limits of a message", async () => {
    for (let seed = 1; seed <= 1_500; seed++) {
      const raw = damaged(dice(seed))
      const mail = await parseMail(raw)
      const { files, text } = await readAnswer(mail)
      assert.isAtMost(text.length, 8_000, `seed ${seed}`)
      assert.isAtMost(files.length, 10)
      assert.notMatch(mail.from?.address ?? "", /[\r\n]/)
      automatic(mail, { envelopeFrom: null, isOwn: () => false })
      readDeliveryReport(mail, raw)
      const shown = await originalHtml(mail, { remoteImages: false })
      // Within tags: what stands between them is text.
      assert.notMatch(shown, /<(script|iframe|object|embed|link|base|form|meta http)|<[^<>]*\s(on[a-z]+=|(href|src)="?\s*(javascript|http:\/\/tracker))/i, `seed ${seed}`)
    }
  }, 60_000)

  // What goes wrong here takes minutes; a moment may be long on a busy machine.
  it("no text keeps the server busy: the worst that were found are trimmed within a moment", async () => {
    const worst = [
      "Op ".repeat(8_000), "Op x\n".repeat(5_000), "W dniu x\n".repeat(3_000), "On x ".repeat(5_000), "\n>".repeat(20_000), "On 1 a:\n".repeat(6_000), "在".repeat(20_000),
      `On ${" ".repeat(30_000)}wrote`, "-".repeat(50_000), "From: x <".repeat(5_000), "ab. skrev ".repeat(4_000), "20241 ".repeat(8_000), "_".repeat(100_000), " ".repeat(100_000),
      "<a@b>\n".repeat(8_000), "De: [\n".repeat(6_000), "pe a\n".repeat(6_000), "Am a\n\n".repeat(6_000), "le a <b>\n".repeat(5_000)
    ]
    for (const text of worst) {
      const start = performance.now()
      await trimReply(text)
      assert.isBelow(performance.now() - start, 5_000, JSON.stringify(text.slice(0, 20)))
    }
  }, 60_000)
})
