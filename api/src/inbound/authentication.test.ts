import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
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

  it.effect("as far as the service that received it says so, whatever the letter holds", () => Effect.gen(function*() {
    const dns = { "TXT mail._domainkey.acme.test": key }
    assert.isTrue(yield* isVouchedFor(plain, {}, { verdicts: { dmarc: "PASS" } }))
    assert.isFalse(yield* isVouchedFor(signed("acme.test", "Words.\r\n"), dns, { verdicts: { dmarc: "FAIL" } }))
    assert.isFalse(yield* isVouchedFor(plain, {}, { verdicts: { spf: "PASS", dkim: "PASS" } }))
  }))
})
