import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Storage } from "../storage/Storage.ts"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { MailDesk } from "./testing/MailDesk.ts"

const html = `<html><head><script>alert(1)</script><link rel=stylesheet href=https://evil.test/x.css></head><body onload="x()" style="color:navy">
<p>Hello <b>Acme</b></p><img src="cid:pic@x"><img src="https://tracker.test/open.gif?vera"><a href="javascript:alert(1)">bad</a> <a href="https://acme.test/">good</a>
<a href="//relative.test/">whose?</a><img src="//relative.test/open.gif">
<form action="https://evil.test"><input name=password></form><iframe src="https://evil.test"></iframe></body></html>`
const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

layer(MailDesk.layer(), { excludeTestServices: true, timeout: "60 seconds" })("The original of a letter", (it) => {
  it.effect("is kept, and shown in a frame that runs nothing and loads nothing remote until it is asked to (P21)", () => Effect.gen(function*() {
    const { client, cookie, otherSite, smtpPort, talk, url, websiteId } = yield* MailDesk
    yield* Effect.promise(async () => {
      const { messages, visitorAddress } = await talk()
      const raw = letter({
        from: "Vera <vera@visitor.test>", to: visitorAddress, more: ["Content-Type: multipart/related; boundary=b"],
        text: ["--b", "Content-Type: text/html; charset=utf-8", "", html, "--b", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "Content-ID: <pic@x>", "", picture, "--b--", ""].join("\r\n")
      })
      await hand(smtpPort, raw, { from: "vera@visitor.test", to: visitorAddress })
      const [, , answer] = await messages()
      const { letter: facts, originalUrl } = await client.call("inbound.letter", { websiteId: websiteId as never, id: answer?.id ?? "" })
      assert.deepInclude(facts, { state: "taken", sender: "vera@visitor.test", senderName: "Vera", hasOriginal: true, canRetry: false })
      const get = async (path: string) => {
        const response = await fetch(url + path, { headers: { cookie } })
        return { status: response.status, headers: response.headers, text: await response.text() }
      }
      const shown = await get(originalUrl ?? "")
      assert.include(shown.text, "<b>Acme</b>")
      assert.include(shown.text, `src="data:image/png;base64,${picture}"`)
      assert.match(shown.text, /<a href="https:\/\/acme\.test\/" target="_blank" rel="noopener noreferrer nofollow">/)
      for (const gone of ["script", "alert", "tracker.test", "evil.test", "relative.test", "onload", "<form", "<input", "<iframe"]) assert.notInclude(shown.text, gone)
      const policy = shown.headers.get("content-security-policy") ?? ""
      assert.match(policy, /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox$/)
      assert.strictEqual(shown.headers.get("cache-control"), "no-store, private")
      const loaded = await get(`${originalUrl}?images=remote`)
      assert.include(loaded.text, "https://tracker.test/open.gif")
      assert.include(loaded.headers.get("content-security-policy"), "img-src data: https:;")
      const source = await get(`${originalUrl}/source`)
      assert.include(source.text.replaceAll("\r\n", "\n"), raw.replaceAll("\r\n", "\n"))
      assert.include(source.headers.get("content-disposition"), "attachment")
      assert.strictEqual(source.headers.get("content-security-policy"), "default-src 'none'; sandbox")
      for (const { headers } of [shown, loaded, source]) {
        const names = ["cache-control", "x-content-type-options", "cross-origin-resource-policy", "referrer-policy"]
        assert.deepStrictEqual(names.map((name) => headers.get(name)), ["no-store, private", "nosniff", "same-origin", "no-referrer"])
      }
      // To whoever isn't of the site's team there is no such letter.
      const { websiteId: other } = await otherSite()
      for (const path of [originalUrl ?? "", `${originalUrl}/source`]) {
        assert.strictEqual((await fetch(url + path)).status, 404)
        assert.strictEqual((await get(path.replace(websiteId, other))).status, 404)
      }
    })
  }))

  it.effect("lies in the storage sealed: whoever finds the file reads nothing, and no address leads to it", () => Effect.gen(function*() {
    const { smtpPort, talk, url } = yield* MailDesk
    const { admin } = yield* TestDatabase
    const storage = yield* Storage
    const { visitorAddress } = yield* Effect.promise(() => talk())
    yield* Effect.promise(() => hand(smtpPort, letter({ from: "vera@visitor.test", to: visitorAddress, text: "The canary sings." }), { from: "vera@visitor.test", to: visitorAddress }))
    const [row] = yield* admin<{ original_key: string }>`select original_key from inbound_letter order by received_at desc limit 1`
    const bytes = yield* storage.read(row?.original_key ?? "")
    assert.isAbove(bytes?.length ?? 0, 100)
    assert.notInclude(Buffer.from(bytes ?? []).toString("latin1"), "canary")
    assert.strictEqual((yield* Effect.promise(() => fetch(`${url}/files/${row?.original_key}`))).status, 404)
    assert.notInclude(JSON.stringify(yield* admin`select * from inbound_letter`), "canary")
  }))
})
