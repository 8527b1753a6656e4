import { assert, it } from "@effect/vitest"
import { metadataHash } from "./metadataHash.ts"
import { publicPage, publicReferrer } from "./pageFacts.ts"
import { readUserAgent } from "./userAgent.ts"

it("names browser, system and device as people do", () => {
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1"
  assert.deepStrictEqual(readUserAgent(phone), { browser: "Safari 17", os: "iOS 17.4", device: "mobile" })
  const none = { browser: null, os: null, device: null }
  assert.deepStrictEqual(readUserAgent(null), none)
  assert.deepStrictEqual(readUserAgent(""), none)
  assert.strictEqual(readUserAgent("x".repeat(100_000)).browser, null)
})

it("P28: keeps of an address where a click came from, and no login, query secret or fragment", () => {
  const page = (url: string) => publicPage({ url, path: "ignored", title: null })
  assert.deepStrictEqual(page("https://a:b@shop.example/p?code=1&utm_medium=mail&gclid=9#token=2"), {
    url: "https://shop.example/p?utm_medium=mail&gclid=9", path: "/p", title: null
  })
  assert.strictEqual(page("https://shop.example/p?code=1")?.url, "https://shop.example/p")
  assert.strictEqual(page("javascript:alert(1)"), undefined)
  assert.strictEqual(page("not a page"), undefined)
  assert.strictEqual(publicReferrer("https://search.example/find?q=secret#x"), "https://search.example/find")
  assert.strictEqual(publicReferrer("file:///etc/passwd"), undefined)
})

it("hashes metadata as documented, whatever the order of its keys", () => {
  assert.strictEqual(metadataHash({ b: 1, a: "x" }), "cdab067e")
  assert.strictEqual(metadataHash({ a: "x", b: 1 }), "cdab067e")
  assert.strictEqual(metadataHash({}), "")
})
