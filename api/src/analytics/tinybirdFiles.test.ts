import { assert, describe, it } from "vitest"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { rowsOf } from "./tinybirdRows.ts"
import { pipes } from "./tinybirdToken.ts"

const folder = path.join(import.meta.dirname, "../../../infra/tinybird")
const read = (name: string) => readFileSync(path.join(folder, name), "utf8")
const columnsOf = (source: string) => Array.from(read(`datasources/${source}.datasource`).matchAll(/^ {4}`(\w+)` (.+) `json:\$\.(\w+)`(.*?),?$/gm),
  ([, name = "", type = "", from = "", rest = ""]) => ({ name, type, from, isOptional: rest.includes("DEFAULT") || type.startsWith("Nullable") }))

const utm = { source: "s", medium: "m", campaign: "c", content: "k", term: "t" }
const clickIds = { gclid: "1", gbraid: "2", wbraid: "3", fbclid: "4", msclkid: "5", ttclid: "6", li_fat_id: "7", twclid: "8" }
const known = {
  page: { url: "https://a.example/p?q", path: "/p", title: "P" }, referrer: "https://r.example/",
  attribution: { channel: "paid", referrerDomain: "r", landingPath: "/", utm, clickIds, at: "2026-04-15" }
} as const
const unknown = { page: null, referrer: null, attribution: null }
const at = "2026-04-15T09:00:00.000Z"
const everything = rowsOf("site", {
  conversations: [{ conversationId: "c", visitorId: "v", metric: "person_reply", at, seconds: 4, ...known }],
  visitors: [{
    visitorId: "v", at, name: "Maya", image: "i", ...known, place: { countryCode: "FR", region: null, city: "Lyon", latitude: 45.75, longitude: -4.85 }
  }]
})
const least = rowsOf("site", {
  conversations: [{ conversationId: null, visitorId: null, metric: "rated", at, seconds: null, ...unknown }],
  visitors: [{ visitorId: "v", at, name: null, image: null, place: null, ...unknown }]
})

describe("The files for Tinybird", () => {
  it("have a data source for every row that is sent, with every field of it and no other", () => {
    for (const { row, source } of everything) {
      const names = columnsOf(source).map(({ from }) => from)
      assert.isNotEmpty(names)
      assert.sameMembers(Object.keys(row), names, source)
    }
    assert.sameMembers(readdirSync(path.join(folder, "datasources")), [...new Set(everything.map(({ source }) => `${source}.datasource`))])
  })

  it("want no field that may be missing", () => {
    for (const { row, source } of least) {
      const wanted = columnsOf(source).filter(({ isOptional }) => !isOptional).map(({ name }) => name)
      assert.deepStrictEqual(wanted.filter((name) => !(name in row)), [], source)
    }
  })

  it("have an endpoint for every name in a token, which asks for its site and reads sources that exist", () => {
    assert.sameMembers(readdirSync(path.join(folder, "endpoints")), pipes.map((pipe) => `${pipe}.pipe`))
    for (const pipe of pipes) {
      const text = read(`endpoints/${pipe}.pipe`)
      const nodes = Array.from(text.matchAll(/^NODE (\w+)$/gm), ([, name = ""]) => name)
      for (const [, from = ""] of text.matchAll(/(?:FROM|JOIN) (\w+)/g)) {
        if (!nodes.includes(from)) assert.isNotEmpty(columnsOf(from), `${pipe} reads ${from}`)
      }
      const reads = text.split(/^NODE /m).filter((node) => /FROM (?:\w+_events|conversation_metrics)/.test(node))
      assert.isNotEmpty(reads)
      for (const node of reads) assert.include(node, "website_id = {{ String(website_id, required=True) }}", pipe)
    }
  })
})
