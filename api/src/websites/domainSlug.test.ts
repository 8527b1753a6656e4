import { assert, it } from "@effect/vitest"
import { domainOf, slugOf, withSuffix } from "./domainSlug.ts"

it("takes the host name out of whatever was typed as a domain", () => {
  for (const typed of ["acme.com", " https://Acme.com/pricing?x=1 ", "https://acme.com:443", "http://acme.com:80", "ACME.COM"]) {
    assert.strictEqual(domainOf(typed), "acme.com")
  }
})

it("keeps a port that was typed with a domain, and leaves it out of the slug", () => {
  for (const typed of ["acme.com:8080", " https://Acme.com:8080/pricing?x=1 "]) assert.strictEqual(domainOf(typed), "acme.com:8080")
  assert.strictEqual(slugOf("acme.com:8080"), "acme")
  assert.strictEqual(slugOf("acme.io:8080"), "acmedotio")
})

it("makes a slug of a domain", () => {
  assert.strictEqual(slugOf("acme.com"), "acme")
  assert.strictEqual(slugOf("acme.io"), "acmedotio")
  assert.strictEqual(slugOf("localhost"), "localhost")
  assert.match(slugOf("app.acme.com"), /^acme-[a-z0-9]{6}$/)
  assert.match(slugOf("shop.acme.co.uk"), /^acmedotco-uk-[a-z0-9]{6}$/)
  assert.strictEqual(slugOf("..."), "site")
})

it("makes one that can be read of a domain in another script: of its Latin letters, else of the site's name", () => {
  assert.strictEqual(slugOf(domainOf("müller.example"), "Müller"), "mullerdotexample")
  assert.strictEqual(slugOf(domainOf("https://straße.com"), "Straße"), "strasse")
  assert.strictEqual(slugOf(domainOf("パン屋.com"), "Bakery of Ueno"), "bakery-of-ueno")
  assert.strictEqual(slugOf(domainOf("пекарня.рф"), "Пекарня"), "site")
  assert.match(slugOf(domainOf("shop.パン屋.jp"), "パン屋"), /^site-[a-z0-9]{6}$/)
  // Said to be such a name, and is none.
  assert.strictEqual(slugOf("xn--0.com", "Odd"), "odd")
})

it("makes another slug each time one is taken", () => {
  assert.match(withSuffix("acme"), /^acme-[a-z0-9]{6}$/)
  assert.notStrictEqual(withSuffix("acme"), withSuffix("acme"))
})
