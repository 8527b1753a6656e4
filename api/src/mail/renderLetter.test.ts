import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { cpuUsage } from "node:process"
import type { NoticeFacts } from "../notifications/NoticeFacts.ts"
import { visitorLetter } from "../notifications/visitorLetter.ts"
import { readableText } from "./readableText.ts"

const envelope = { logoUrl: "https://acme.test/logo.png", replyTo: "conv@inbound.acme.test", messageId: "<1@acme.test>", references: [], unsubscribeUrl: "https://acme.test/email/unsubscribe/1.x" }
const message = (seq: number, text: string) => ({ id: `m${seq}`, seq, text, files: seq === 1 ? 2 : 0, isPrivate: false, userId: "mia", aiAgentId: null, visitorId: null, at: 1_790_000_000_000 })
const facts = (language: string): NoticeFacts => ({
  website: { id: "w", organizationId: "o", name: "Acme & <b>Sons</b>", slug: "acme", domain: "acme.test", logoKey: null, language: "en" },
  visitor: { id: "v", seenSeq: 0, language, name: null, email: "jane@example.test" },
  assigneeIds: [], isClosed: false, title: null, notified: {}, letters: [], answers: [], messages: [],
  members: [{ userId: "mia", name: "Mia", email: "mia@a.test", image: null, seenSeq: 0, settings: {}, devices: 0 }]
})
const letter = (language: string, texts: ReadonlyArray<string>) => visitorLetter(facts(language), { messages: texts.map((text, at) => message(at + 1, text)) }, envelope)

describe("A letter to a visitor", () => {
  it.effect("is in the visitor's language and direction, in the site's name, with what it quotes as text", () => Effect.gen(function*() {
    for (const [language, words, dir] of [
      ["en-GB", "Mia wrote to you", "ltr"], ["fr", "Mia vous a écrit", "ltr"], ["es-MX", "Mia te ha escrito", "ltr"], ["de-AT", "Mia hat Ihnen geschrieben", "ltr"],
      ["pt-BR", "Mia escreveu para você", "ltr"], ["ja", "Mia さんからメッセージが届きました", "ltr"], ["ar", "كتب إليك Mia", "rtl"], ["xx", "Mia wrote to you", "ltr"]
    ] as const) {
      const { fromName, html, text } = yield* letter(language, ["<script>alert(1)</script> [terms](https://acme.test/t) \uE0000\uE001"])
      assert.include(html, `dir="${dir}"`)
      assert.include(text, words)
      assert.include(html, words)
      assert.notInclude(html, "<script>")
      assert.include(html, "&lt;script&gt;")
      assert.include(html, "Acme &amp; &lt;b&gt;Sons&lt;/b&gt;")
      assert.include(text, "terms (https://acme.test/t)")
      assert.strictEqual(fromName, "Acme & <b>Sons</b>")
    }
  }))

  it.effect("shows the newest three and says how many there are", () => Effect.gen(function*() {
    const { html, subject, text } = yield* letter("en", ["first", "second", "third", "fourth", "fifth"])
    assert.strictEqual(subject, "5 new messages from Acme & <b>Sons</b>")
    assert.include(text, "Earlier messages in the chat: 2.")
    assert.notInclude(html, "second")
    assert.isBelow(html.lastIndexOf("third"), html.lastIndexOf("fifth"))
    assert.include((yield* letter("en", ["look"])).text, "> look\n> [2 files]")
  }))

  it.effect("has a dark form, loads nothing but the logo, and costs little once its kind was drawn", () => Effect.gen(function*() {
    const { html } = yield* letter("en", ["hello"])
    assert.include(html, "prefers-color-scheme: dark")
    assert.deepStrictEqual([...html.matchAll(/(?:src|srcset|background)="([^"]*)"/g)].map(([, url]) => url), ["https://acme.test/logo.png"])
    const before = cpuUsage()
    for (let n = 0; n < 200; n++) yield* letter("en", [`hello ${n}`])
    const { system, user } = cpuUsage(before)
    assert.isBelow((system + user) / 1000 / 200, 5)
  }))
})

describe("A message in a letter", () => {
  it("keeps its lines and loses its markup", () => {
    assert.strictEqual(readableText("# Hi\n\n**Two** things:\n- [one](https://a.test/1)\n- https://a.test/2\n\n[@Mia](mention:human-agent:1) `code`"),
      "Hi\n\nTwo things:\n\n• one (https://a.test/1)\n• https://a.test/2\n\n@Mia code")
    assert.strictEqual(readableText("x".repeat(3000)).length, 2001)
  })
})
