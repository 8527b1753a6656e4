import { describe, expect, it } from "vitest"
import type { Block, Inline } from "./Markup.ts"
import { parseMarkup } from "./parseMarkup.ts"
import { isRich, paragraphsOf } from "./paragraphs.ts"
import { plainText } from "./plainText.ts"
import { safeHref } from "./safeHref.ts"

const paragraph = (text: string): ReadonlyArray<Inline> => {
  const block = parseMarkup(text)[0]
  return block?.type === "paragraph" ? block.children : []
}

const inlinesOf = (block: Block): ReadonlyArray<Inline> =>
  block.type === "list" ? block.items.flat() : "children" in block ? block.children : []

const linksIn = (nodes: ReadonlyArray<Inline>): ReadonlyArray<string> =>
  nodes.flatMap((node) => [...(node.type === "link" ? [node.href] : []), ...("children" in node ? linksIn(node.children) : [])])

/** Repeatable randomness (mulberry32), so that a failure can be run again from its seed. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}

const shards = [
  "*", "**", "`", "```", "[", "](", ")", "(", "\n", "\n\n", " ", "> ", "- ", "1. ", "# ", "<script>", "<img src=x onerror=alert(1)>", "@",
  "javascript:alert(1)", "JaVaScRiPt:", "java\nscript:x", "\u0000javascript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
  "https://a.example/b_(c)?d=e#f", "http://", "www.example.org", "mailto:a@b.example", "tel:+49", "mention:visitor:1", "//evil.example",
  "&#106;avascript:", "\u202e", "é", "日本", "🙂", "\ud83d", "npm install x", "word", "\t", "\\", "_", "~~", "|"
]

const messages = (count: number): ReadonlyArray<string> => {
  const random = randomFrom(23)
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(random() * 40) }, () => shards[Math.floor(random() * shards.length)] ?? "").join(""))
}

describe("message text", () => {
  it("reads bold, italic, code, links and line breaks", () => {
    expect(paragraph("a **b *c*** `d`\n[e](https://x.example)")).toEqual([
      { type: "text", text: "a " },
      { type: "strong", children: [{ type: "text", text: "b " }, { type: "emphasis", children: [{ type: "text", text: "c" }] }] },
      { type: "text", text: " " },
      { type: "code", text: "d" },
      { type: "break" },
      { type: "link", href: "https://x.example/", children: [{ type: "text", text: "e" }] }
    ])
  })

  it("leaves sums, globs and lone markers as typed", () => {
    for (const text of ["2*3*4", "a * b * c", "src/**/*.ts", "**", "``", "[x]", "snake_case_name"]) {
      expect(paragraph(text)).toEqual([{ type: "text", text }])
    }
  })

  it("links bare addresses without the sentence's punctuation", () => {
    const cases = [
      ["see https://x.example/a.", "https://x.example/a"],
      ["(https://x.example/a_(b))", "https://x.example/a_(b)"],
      ["go to www.x.example, please", "https://www.x.example/"]
    ] as const
    for (const [text, href] of cases) expect(linksIn(paragraph(text))).toEqual([href])
  })

  it("links an address that Japanese writes without spaces", () => {
    expect(linksIn(paragraph("詳細はhttps://x.example/a。ご確認ください"))).toEqual(["https://x.example/a"])
  })

  it("names who and what is mentioned, of all four kinds and no other", () => {
    for (const kind of ["visitor", "ai-agent", "human-agent", "tool"]) {
      expect(paragraph(`[@Ada B](mention:${kind}:a:7)`)).toEqual([{ type: "mention", kind, id: "a:7", name: "Ada B" }])
    }
    expect(paragraph("[@Ada](mention:admin:7)")).toEqual([{ type: "text", text: "[@Ada](mention:admin:7)" }])
  })

  it("reads three levels of headings, and a fourth as typed", () => {
    const levels = parseMarkup("# a\n## b\n### c\n#### d").map((block) => block.type === "heading" ? block.level : block.type)
    expect(levels).toEqual([1, 2, 3, "paragraph"])
  })

  it("takes a code's file name from the fence, before its first line", () => {
    for (const info of ["src/a.ts", "title=\"src/a.ts\"", "filename=src/a.ts"]) {
      expect(parseMarkup(`\`\`\`ts ${info}\n# b.py\n\`\`\``)).toEqual([{ type: "code", language: "ts", fileName: "src/a.ts", text: "# b.py" }])
    }
  })

  it("keeps the lines of plain text as they were written", () => {
    expect(paragraph("one\ntwo")).toEqual([{ type: "text", text: "one" }, { type: "break" }, { type: "text", text: "two" }])
    expect(parseMarkup("one\r\n\r\ntwo")).toHaveLength(2)
  })

  it("offers a development install to every package manager, and a global one to none", () => {
    const [block] = parseMarkup("```\n$ npm install --save-dev kit\n```")
    expect(block).toMatchObject({ type: "command", commands: { npm: "npm install -D kit", yarn: "yarn add -D kit", bun: "bun add -D kit" } })
    expect(parseMarkup("```sh\nnpm i -g kit\n```")[0]?.type).toBe("code")
  })

  it("reads headings, lists, quotes and fenced code with its language and file", () => {
    const text = "## Title\n- one\n- two\n3. three\n> said\n```ts\n// src/a.ts\nlet x\n```\n```\nlet y"
    expect(parseMarkup(text)).toEqual([
      { type: "heading", level: 2, children: [{ type: "text", text: "Title" }] },
      { type: "list", start: null, items: [[{ type: "text", text: "one" }], [{ type: "text", text: "two" }]] },
      { type: "list", start: 3, items: [[{ type: "text", text: "three" }]] },
      { type: "quote", children: [{ type: "text", text: "said" }] },
      { type: "code", language: "ts", fileName: "src/a.ts", text: "let x" },
      { type: "code", language: null, fileName: null, text: "let y" }
    ])
  })

  it("reads code between fences within a line as part of the sentence", () => {
    expect(parseMarkup("```npm run build``` fails with an ``e`r``")).toEqual([{
      type: "paragraph",
      children: [{ type: "code", text: "npm run build" }, { type: "text", text: " fails with an " }, { type: "code", text: "e`r" }]
    }])
    expect(plainText("```npm run build``` fails with an error")).toBe("npm run build fails with an error")
    for (const text of ["```a``", "`a``", "``a` b"]) expect(paragraph(text)).toEqual([{ type: "text", text }])
  })

  it("takes words behind a fence that name nothing for the code's first line, and what follows the closing fence for text", () => {
    const text = "```Error: cannot read\n  at foo```\nwhat now?\n```new Map() gives\nb``` and *why*"
    expect(parseMarkup(text)).toEqual([
      { type: "code", language: null, fileName: null, text: "Error: cannot read\n  at foo" },
      { type: "paragraph", children: [{ type: "text", text: "what now?" }] },
      { type: "code", language: null, fileName: null, text: "new Map() gives\nb" },
      { type: "paragraph", children: [{ type: "text", text: "and " }, { type: "emphasis", children: [{ type: "text", text: "why" }] }] }
    ])
    expect(plainText("```Error: cannot read\n at foo```\nwhat now?")).toBe("Error: cannot read at foo what now?")
  })

  it("takes a file's name alone behind a fence", () => {
    for (const info of ["src/a.ts", "title=\"src/a.ts\""]) {
      expect(parseMarkup(`\`\`\`${info}\nnpm install x\n\`\`\``)).toEqual([{ type: "code", language: null, fileName: "src/a.ts", text: "npm install x" }])
    }
  })

  it("closes a fence that is indented, or longer than it was opened, and keeps shorter ones inside it", () => {
    const text = "- Run\n\n   ```sh\n   one\n     two\n   ```\nafter\n````md\n```ts\nlet x\n```\n`````\nend"
    expect(parseMarkup(text)).toMatchObject([
      { type: "list" },
      { type: "code", language: "sh", text: "one\n  two" },
      { type: "paragraph", children: [{ text: "after" }] },
      { type: "code", language: "md", text: "```ts\nlet x\n```" },
      { type: "paragraph", children: [{ text: "end" }] }
    ])
  })

  it("drops no word, wherever it stands between what marks up a message", () => {
    const random = randomFrom(7)
    const marks = [
      "*", "**", "`", "``", "```", "````", "\n", "\n", "\n\n", "\n   ", " ", " ", " ", "> ", "- ", "1. ", "# ", "\n```", "\n```ts ", "\n```title=", ".ts", "=", ":",
      "[", "](https://x.example/", ")", "](mention:visitor:", "](javascript:", "\n// ", "npm install ", "npm run ", "$ ", "\r\n", "\u2028", "\t", "{"
    ]
    let count = 0
    for (let turn = 0; turn < 5_000; turn++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 24) }, () =>
        random() < 0.4 ? `w${count++}w` : marks[Math.floor(random() * marks.length)] ?? "").join("")
      const missing = (words: string, read: string) => (words.match(/w\d+w/g) ?? []).filter((word) => !read.includes(word))
      expect(missing(text, JSON.stringify(parseMarkup(text))), text).toEqual([])
      // A preview leaves out where links go, and the one word that names a language or a file.
      const told = text.replace(/^ {0,3}`{3,}[\w+#./@-]*\s*$/gm, "").replace(/\]\([^)\s]*\)?/g, " ")
      expect(missing(told, plainText(text)), text).toEqual([])
    }
  })

  it("offers an install line for every package manager", () => {
    expect(parseMarkup("```bash\nnpm i @acme/kit\n```")).toEqual([{
      type: "command",
      commands: { npm: "npm install @acme/kit", yarn: "yarn add @acme/kit", pnpm: "pnpm add @acme/kit", bun: "bun add @acme/kit" }
    }])
  })

  it("shows a preview as plain words", () => {
    expect(plainText("# Hi\n**[@Ada](mention:visitor:1)**, see\n[the guide](https://x.example)")).toBe("Hi @Ada, see the guide")
  })

  it("reads a text of paragraphs alone the same without the whole grammar", () => {
    const plain = messages(4_000).filter((text) => !isRich(text))
    expect(plain.length).toBeGreaterThan(500)
    for (const text of plain) expect(paragraphsOf(text)).toEqual(parseMarkup(text))
    expect(paragraphsOf("\n\nHello,\r\nyou\n \n\nsee **this** \n")).toEqual(parseMarkup("Hello,\nyou\n\nsee **this**"))
  })

  it("P23: never yields a link other than http, https, mailto or tel, whatever is written", () => {
    const hrefs = messages(4_000).flatMap((text) => parseMarkup(text).flatMap(inlinesOf)).flatMap((node) => linksIn([node]))
    expect(hrefs.length).toBeGreaterThan(500)
    for (const href of hrefs) expect(new URL(href).protocol).toMatch(/^(?:https?|mailto|tel):$/)
  })

  it("P23: refuses every other scheme, however it is disguised", () => {
    const targets = ["javascript:alert(1)", " JAVASCRIPT:x", "java\tscript:x", "\u0001javascript:x", "data:text/html,x", "blob:x", "//x.example", "/x", "https:/x y", ""]
    for (const target of targets) expect(safeHref(target)).toBeNull()
  })

  it("P23: keeps every word of a link it refuses", () => {
    expect(plainText("[pay](javascript:alert(1))")).toBe("[pay](javascript:alert(1))")
  })

  it("reads a hostile message of 60,000 characters in well under a second", () => {
    const started = performance.now()
    for (const shard of ["*a ", "**a", "[", "](", "`", "` ", "> ", "- \n", "https://x/)", "```\n", "```a b\n", "```a b\n```"]) {
      parseMarkup(shard.repeat(60_000 / shard.length))
    }
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
