import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { createHash, createSign, generateKeyPairSync } from "node:crypto"
import { authenticate, DnsResolver, type Peer, type Verdicts } from "./authentication.ts"

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" }
})
const key = [[`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]]
const sends = [["v=spf1 ip4:5.6.7.8 ip4:10.0.0.8 -all"]]
const policy = { "TXT _dmarc.acme.test": [["v=DMARC1; p=reject"]] }

const from = "Olga Owner <olga@acme.test>"
const plain = `From: ${from}\r\nSubject: Hello\r\n\r\nWords.\r\n`

/** A letter whose domain signed the first so many characters of its words (RFC 6376, simple/simple). */
const signed = (domain: string, words: string, length = words.length) => {
  const hash = createHash("sha256").update(words.slice(0, length)).digest("base64")
  const signature = `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=${domain}; s=mail; h=from; l=${length}; bh=${hash}; b=`
  const proof = createSign("RSA-SHA256").update(`From: ${from}\r\n${signature}`).sign(privateKey, "base64")
  return `${signature}${proof}\r\nFrom: ${from}\r\nSubject: Hello\r\n\r\n${words}`
}

/** Whether the domain in From vouches for it, where the DNS says this. */
const isVouchedFor = (raw: string, dns: Readonly<Record<string, unknown>>, { peer = null, verdicts = {} }: { readonly peer?: Peer | null; readonly verdicts?: Verdicts } = {}) =>
  authenticate({ raw: new TextEncoder().encode(raw), verdicts, peer }).pipe(
    Effect.provideService(DnsResolver, async (name, type) => {
      const found = dns[`${type} ${name}`]
      if (found instanceof Error) throw found
      if (found === undefined) throw Object.assign(new Error(`no ${type} of ${name}`), { code: "ENOTFOUND" })
      return found
    }),
    Effect.map(({ isAligned }) => isAligned)
  )

const peer = (domain: string, address = "5.6.7.8"): Peer => ({ address, helo: `mail.${domain}`, envelopeFrom: `olga@${domain}` })

describe("P17: the domain in From vouches for a letter", () => {
  it.effect("that came from an address it sends from, or a part of it does; not another whose name ends alike", () => Effect.gen(function*() {
    const dns = Object.fromEntries(["acme.test", "news.acme.test", "evilacme.test", "evil.test"].map((domain) => [`TXT ${domain}`, sends]))
    const by = (domain: string, address?: string) => isVouchedFor(plain, dns, { peer: peer(domain, address) })
    assert.isTrue(yield* by("acme.test"))
    assert.isTrue(yield* by("news.acme.test"))
    assert.isFalse(yield* by("evilacme.test"))
    assert.isFalse(yield* by("evil.test"))
    assert.isFalse(yield* by("acme.test", "9.9.9.9"))
    assert.isFalse(yield* isVouchedFor(plain, dns))
  }))

  it.effect("by no address of our own network: a relay of ours says nothing of the sender", () => Effect.gen(function*() {
    const dns = { "TXT acme.test": sends }
    assert.isFalse(yield* isVouchedFor(plain, dns, { peer: peer("acme.test", "10.0.0.8") }))
  }))

  it.effect("by its own signature over all of it; a signature over a part lets anyone write below", () => Effect.gen(function*() {
    const words = "Words.\r\nAnd more, by somebody else.\r\n"
    for (const dns of [{ "TXT mail._domainkey.acme.test": key }, { "TXT mail._domainkey.acme.test": key, ...policy }]) {
      assert.isTrue(yield* isVouchedFor(signed("acme.test", words), dns))
      assert.isFalse(yield* isVouchedFor(signed("acme.test", words, 8), dns))
      // From its own address nobody wrote below.
      assert.isTrue(yield* isVouchedFor(signed("acme.test", words, 8), { ...dns, "TXT acme.test": sends }, { peer: peer("acme.test") }))
    }
    assert.isFalse(yield* isVouchedFor(signed("evil.test", words), { "TXT mail._domainkey.evil.test": key }))
  }))

  it.effect("by nothing that the letter says of its own way here", () => Effect.gen(function*() {
    const told = `Return-Path: <olga@acme.test>\r\nReceived: from mail.acme.test (mail.acme.test [5.6.7.8]) by localhost with ESMTP; Thu, 5 Nov 2026 10:00:00 +0000\r\n${plain}`
    assert.isFalse(yield* isVouchedFor(told, { "TXT acme.test": sends }))
    assert.isFalse(yield* isVouchedFor(told, { "TXT acme.test": sends, ...policy }))
  }))

  it.effect("and for no letter with a second From, of whomever it is", () => Effect.gen(function*() {
    const dns = { "TXT acme.test": sends }
    for (const second of ["From: Eve <eve@evil.test>\r\n", `From: ${from}\r\n`]) {
      assert.isFalse(yield* isVouchedFor(second + plain, dns, { peer: peer("acme.test") }))
      assert.isFalse(yield* isVouchedFor(plain.replace("Subject", `${second}Subject`), dns, { peer: peer("acme.test") }))
    }
  }))

  it.effect("as strictly as it asks for itself: a part of it doesn't vouch where its policy wants the very name", () => Effect.gen(function*() {
    const dns = { "TXT acme.test": sends, "TXT news.acme.test": sends }
    const strict = { "TXT _dmarc.acme.test": [["v=DMARC1; p=reject; aspf=s; adkim=s"]] }
    assert.isTrue(yield* isVouchedFor(plain, { ...dns, ...policy }, { peer: peer("news.acme.test") }))
    assert.isFalse(yield* isVouchedFor(plain, { ...dns, ...strict }, { peer: peer("news.acme.test") }))
    assert.isTrue(yield* isVouchedFor(plain, { ...dns, ...strict }, { peer: peer("acme.test") }))
    // One name, however it is written.
    assert.isTrue(yield* isVouchedFor(plain, { ...dns, ...policy }, { peer: { ...peer("acme.test"), envelopeFrom: "olga@ACME.test" } }))
    const umlaut = { "TXT xn--mnchen-3ya.test": sends, "TXT _dmarc.xn--mnchen-3ya.test": [["v=DMARC1; p=reject"]] }
    assert.isTrue(yield* isVouchedFor(plain.replace("acme.test", "xn--mnchen-3ya.test"), umlaut, { peer: peer("xn--mnchen-3ya.test") }))
    const words = "Words.\r\n"
    const keys = { "TXT mail._domainkey.acme.test": key, "TXT mail._domainkey.news.acme.test": key }
    assert.isTrue(yield* isVouchedFor(signed("news.acme.test", words), { ...keys, ...policy }))
    assert.isFalse(yield* isVouchedFor(signed("news.acme.test", words), { ...keys, ...strict }))
    assert.isTrue(yield* isVouchedFor(signed("acme.test", words), { ...keys, ...strict }))
    // A domain that fails its own policy is vouched for by nothing else.
    assert.isFalse(yield* isVouchedFor(plain, { "TXT evil.test": sends, ...policy }, { peer: peer("evil.test") }))
  }))

  it.effect("not while its policy can't be asked for, though all else speaks for it", () => Effect.gen(function*() {
    const silent = { "TXT _dmarc.acme.test": Object.assign(new Error("queryTxt ESERVFAIL _dmarc.acme.test"), { code: "ESERVFAIL" }) }
    assert.isFalse(yield* isVouchedFor(plain, { "TXT acme.test": sends, ...silent }, { peer: peer("acme.test") }))
    assert.isFalse(yield* isVouchedFor(signed("acme.test", "Words.\r\n"), { "TXT mail._domainkey.acme.test": key, ...silent }))
  }))

  it.effect("not while the DNS is silent: after eight seconds that is a no", () => Effect.gen(function*() {
    const asked = Promise.withResolvers<void>()
    const answer = yield* authenticate({ raw: new TextEncoder().encode(signed("acme.test", "Words.\r\n")), verdicts: {}, peer: null }).pipe(
      Effect.provideService(DnsResolver, () => {
        asked.resolve()
        return new Promise(() => undefined)
      }),
      Effect.forkChild
    )
    yield* Effect.promise(() => asked.promise)
    yield* TestClock.adjust("8 seconds")
    assert.deepStrictEqual(yield* Fiber.join(answer), { isAligned: false, summary: "dns=timeout" })
  }))

  it.effect("as far as the service that received it says so, whatever the letter holds", () => Effect.gen(function*() {
    const dns = { "TXT mail._domainkey.acme.test": key }
    assert.isTrue(yield* isVouchedFor(plain, {}, { verdicts: { dmarc: "PASS" } }))
    assert.isFalse(yield* isVouchedFor(signed("acme.test", "Words.\r\n"), dns, { verdicts: { dmarc: "FAIL" } }))
    assert.isFalse(yield* isVouchedFor(plain, {}, { verdicts: { spf: "PASS", dkim: "PASS" } }))
    for (const dmarc of ["no pass", "PASS (none asked)", "BYPASS"]) assert.isFalse(yield* isVouchedFor(plain, {}, { verdicts: { dmarc } }), dmarc)
  }))
})
