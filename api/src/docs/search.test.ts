import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as HttpRouter from "effect/http/HttpRouter"
import path from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { CallerAddress } from "../http/ClientAddress.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Settings } from "../settings/Settings.ts"
import { entries } from "./contents.ts"
import { layer, loadDocs } from "./docsRoutes.ts"
import type { Found } from "./searchIndex.ts"

const root = path.resolve(import.meta.dirname, "../../../docs")
const none = Redacted.make("")
const settings = Layer.succeed(Settings, Settings.of({
  entry: "test", publicUrl: "https://support.acme.test", dataDir: "/nowhere", signUp: "invite", secrets: { auth: none, apiKey: none, encryption: none }
}))
/** As many questions as the tests have are no one's. */
const patient = Layer.succeed(Limiter, Limiter.of({ take: () => Effect.void }))
const serve = (limiter: Layer.Layer<Limiter>) =>
  HttpRouter.toWebHandler(layer(root).pipe(Layer.provide([settings, limiter])), { disableLogger: true })
const { dispose, handler } = serve(patient)
const get = (place: string, headers: Record<string, string> = {}) => handler(new Request(`http://localhost${place}`, { headers }))
const address = (words: string, form = ".json") => `/docs/search${form}?q=${encodeURIComponent(words)}`
const search = async (words: string): Promise<Found> => (await get(address(words))).json()
const list = async (words: string) => (await get(address(words, ""))).text()
const urlsOf = ({ pages }: Found) => pages.flatMap(({ hits }) => hits.map(({ url }) => url))
const markedIn = ({ pages }: Found) => pages.flatMap(({ hits }) => hits.flatMap(({ excerpt, title }) =>
  [...title, ...excerpt].filter(({ isMarked }) => isMarked).map(({ text }) => text)))
afterAll(dispose)

describe("the documentation's search", () => {
  it("finds names from code as they are written, whole, begun and in small letters", async () => {
    for (const [asked, name] of [
      ["SupportProvider", "SupportProvider"], ["supportprov", "SupportProvider"], ["COSSISTANT_API_URL", "COSSISTANT_API_URL"],
      ["cossistant_api", "COSSISTANT_API_URL"], ["defaultMessages", "defaultMessages"], ["customhomepage", "CustomHomePage"], ["Support.Trigger", "Support.Trigger"],
      ["--co-theme-primary", "co-theme-primary"], ["useVisitor", "useVisitor"], ["pk_test", "pk_test_"], ["@cossistant/next", "next"], ["ERR_PNPM_EXOTIC_SUBDEP", "ERR_PNPM_EXOTIC_SUBDEP"]
    ] as const) {
      const marked = markedIn(await search(asked))
      assert.isTrue(marked.some((words) => words.includes(name)), `${asked} → ${marked.join(" | ")}`)
    }
  })

  it("finds names by any of the words they are made of", async () => {
    for (const [asked, name] of [["provider", "SupportProvider"], ["api url", "API_URL"], ["API_URL", "API_URL"], ["bucket", "BUCKET_NAME"]] as const) {
      assert.include((await list(asked)).replaceAll(/<\/?mark>/g, ""), name, asked)
    }
  })

  it("takes other forms of a word, a slip of the finger, and a word spelt together, apart or with a hyphen", async () => {
    for (const [asked, place] of [
      ["webhook", "/docs/webhooks"], ["webhooks", "/docs/webhooks"], ["wehbooks", "/docs/webhooks"], ["upgrading", "/docs/self-host/upgrades"],
      ["primitve", "/docs/support-component/primitives"], ["identifiyng visitors", "/docs/concepts#identifying-visitors"],
      ["email setup", "/docs/self-host/email-setup"], ["e-mail setup", "/docs/self-host/email-setup"], ["selfhost storage", "/docs/self-host/storage"],
      ["color", "/docs/support-component/theme"], ["colour", "/docs/support-component/theme"], ["cors", "/docs/self-host/storage"], ["next.js", "/docs/quickstart"], ["nextjs", "/docs/quickstart"], ["signed-identity", "/docs/signing-identity"]
    ] as const) {
      const found = urlsOf(await search(asked))
      assert.isTrue(found.some((url) => url === place || url.startsWith(`${place}#`)), `${asked} → ${found.join(" ")}`)
    }
  })

  it("finds every page by its name and every section by its heading", async () => {
    const { pages } = await loadDocs(root, "https://support.acme.test")
    const lost: Array<string> = []
    for (const { headings, title, url } of pages.values()) {
      for (const [words, place] of [[title, url], ...headings.map(({ id, text }) => [text, `${url}#${id}`])] as const) {
        const html = await list(words)
        if (!html.includes(`<a href="${place}">`)) lost.push(`${words} → ${place}`)
      }
    }
    assert.deepStrictEqual(lost, [])
  })

  it("puts what is called so before what only mentions it", async () => {
    for (const [asked, place] of [
      ["webhooks", "/docs/webhooks"], ["script tag", "/docs/quickstart/script-tag"], ["storage", "/docs/self-host/storage"], ["solid", "/docs/quickstart/solid"],
      ["content security policy", "/docs/content-security-policy"], ["csp", "/docs/content-security-policy"], ["feedback", "/docs/support-component/feedback"],
      ["threat model", "/docs/threat-model"], ["allowed domains", "/docs/quickstart/api-keys#allowed-domains"], ["how do I change the theme?", "/docs/support-component/theme"],
      ["useVisitor", "/docs/support-component/hooks#usevisitor"], ["hooks", "/docs/support-component/hooks"], ["smtp", "/docs/self-host/email-setup#any-mail-server-smtp"],
      ["docker", "/docs/self-host/deploy#with-docker"], ["live visitors", "/docs/inbox#live-visitors-and-writing-first"], ["shortcuts", "/docs/inbox#keyboard-shortcuts"]
    ] as const) {
      const [first = ""] = urlsOf(await search(asked))
      assert.isTrue(first === place || first.startsWith(`${place}#`), `${asked} → ${first}`)
    }
  })

  it("leads to places that are there, a page's together, each under its page's name", async () => {
    const { pages } = await loadDocs(root, "https://support.acme.test")
    const known = new Set(Array.from(pages.values(), ({ headings, url }) => [url, ...headings.map(({ id }) => `${url}#${id}`)]).flat())
    for (const asked of ["message", "key", "the widget", "postgres"]) {
      const found = await search(asked)
      assert.isAbove(found.total, 3, asked)
      assert.isAtMost(urlsOf(found).length, 12, asked)
      for (const url of urlsOf(found)) assert.isTrue(known.has(url), url)
      assert.strictEqual(new Set(found.pages.map(({ url }) => url)).size, found.pages.length, asked)
      for (const { hits, label, url } of found.pages) {
        assert.isAtMost(hits.length, 4, `${asked} in ${url}`)
        assert.include(entries.map((entry) => entry.label), label)
        for (const hit of hits) assert.strictEqual(hit.url.split("#", 1)[0], url)
      }
    }
  })

  it("leaves out sections that say nothing of it, though their page is called so", async () => {
    const html = await list("theme")
    assert.include(html, `<a href="/docs/support-component/theme">`)
    assert.notInclude(html, `<a href="/docs/support-component/theme#move-the-launcher">`)
    assert.isAbove((await search("theme")).pages.length, 2, "other pages have their place")
  })

  it("finds the sections that hold all of the words, and says so where none does", async () => {
    const both = await list("webhook signature")
    assert.match(both, /<mark>signature/i)
    const nowhere = await search("zzqxv")
    assert.deepStrictEqual([nowhere.total, nowhere.pages], [0, []])
    assert.include(await list("zzqxv"), "Nothing found")
    assert.isAbove((await search("webhook zzqxv")).total, 0, "a word that is nowhere doesn't hide the others")
  })

  it("answers anything: nothing, signs, very long words, another script, and keeps to its bounds", async () => {
    for (const asked of ["", " ", "a", "(.*)+[", "\\", "%", "\u0000", "الدعم", "🙂", "x".repeat(20_000), "word ".repeat(5_000), "<b>", "e".repeat(99)]) {
      const answers = [await get(address(asked)), await get(address(asked, ""))]
      assert.deepStrictEqual(answers.map(({ status }) => status), [200, 200], asked.slice(0, 20))
      assert.isBelow((await Promise.all(answers.map((each) => each.text()))).join("").length, 120_000, asked.slice(0, 20))
    }
    assert.strictEqual((await get("/docs/search.json")).status, 200)
    assert.strictEqual((await get("/docs/search?q=%E0%A4%A")).status, 200)
  })

  it("gives a page without scripts, which keeps what was asked and writes nobody's HTML", async () => {
    const answer = await get(address("webhooks", ""))
    assert.strictEqual(answer.headers.get("content-type"), "text/html; charset=utf-8")
    assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self'; style-src 'self'.*form-action 'self'/)
    const html = await answer.text()
    assert.match(html, /<form[^>]* role="search"[^>]* action="\/docs\/search"/)
    assert.match(html, /<input[^>]* value="webhooks"/)
    assert.match(html, /<a href="\/docs\/webhooks"><mark>Webhooks<\/mark><\/a>/)
    assert.include(html, `<meta name="robots" content="noindex">`)
    assert.lengthOf(html.match(/<h1>/g) ?? [], 1)
    const hostile = await list(`"><script>alert(1)</script>`)
    assert.notInclude(hostile, "<script>alert")
    assert.include(hostile, "&quot;&gt;&lt;script&gt;")
  })

  it("has its field on every page, the one that isn't there included", async () => {
    for (const place of ["/docs", "/docs/quickstart/react", "/docs/nothing"]) {
      assert.match(await (await get(place)).text(), /<header>.*<form[^>]* role="search"[^>]* action="\/docs\/search"/s, place)
    }
  })

  it("sends nothing twice: who has an answer, a page, a style or a script is told that it is still so", async () => {
    for (const place of [address("webhooks"), address("webhooks", ""), "/docs", "/docs/page.js", "/docs/style.css", "/docs/webhooks.md", "/docs/images/inbox-light.png"]) {
      const first = await get(place)
      const etag = first.headers.get("etag") ?? ""
      assert.match(etag, /^"[\w-]+"$/, place)
      assert.strictEqual(first.headers.get("cache-control"), "no-cache", place)
      const again = await get(place, { "if-none-match": `"another", W/${etag}` })
      assert.deepStrictEqual([again.status, await again.text(), again.headers.get("etag")], [304, "", etag], place)
      assert.strictEqual((await get(place, { "if-none-match": `"another"` })).status, 200, place)
    }
    assert.notStrictEqual((await get(address("webhooks"))).headers.get("etag"), (await get(address("storage"))).headers.get("etag"))
  })

  it("is answered so often to one network, which then is told when to ask again; pages and others go on", async () => {
    const limited = serve(Limiter.layer)
    const ask = (place: string, from: string) => limited.handler(new Request(`http://localhost${place}`), Context.make(CallerAddress, from))
    let answered = 0
    while (answered < 1000 && (await ask(address("zzqxv"), `192.0.2.${answered % 256}`)).status === 200) answered++
    assert.isAtLeast(answered, 120)
    assert.isBelow(answered, 1000, "nobody is ever turned away")
    const refused = await ask(address("zzqxv", ""), "192.0.2.1")
    assert.strictEqual(refused.status, 429)
    assert.isAbove(Number(refused.headers.get("retry-after")), 0)
    assert.include(await refused.text(), "Try again in a minute")
    assert.strictEqual((await ask("/docs", "192.0.2.1")).status, 200)
    assert.strictEqual((await ask(address("zzqxv"), "198.51.100.1")).status, 200)
    await limited.dispose()
  })
})
