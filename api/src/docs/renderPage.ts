import type { Tokens } from "marked"
import path from "node:path"
import { fileOf, type Entry } from "./contents.ts"
import { highlight } from "./highlight.ts"
import { imageHtml } from "./imageHtml.ts"
import { linkTarget, withServerLinks } from "./linkTarget.ts"
import { tableHtml } from "./tableHtml.ts"

export interface Heading {
  readonly id: string
  readonly text: string
  readonly depth: number
}

/** A page of the documentation, ready to be laid out. */
export interface Page extends Entry {
  readonly title: string
  /** Its first paragraph, as plain text. */
  readonly description: string
  readonly html: string
  readonly headings: ReadonlyArray<Heading>
  /** Its source, links as the server's addresses. */
  readonly markdown: string
  /** Links that lead nowhere on this server; a test wants none. */
  readonly lost: ReadonlyArray<string>
}

/** A heading's anchor, as code hosts make it. */
const slug = (text: string) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-")

/** The words of what was rendered, without its tags. */
export const plain = (html: string): string => html.replace(/<[^>]+>/g, "").replace(/&(lt|gt|amp|quot|#39|#x27);/g, (_, name: string) =>
  ({ lt: "<", gt: ">", amp: "&", quot: "\"", "#39": "'", "#x27": "'" })[name] ?? "")

const copyButton = (what: string) => `<button type="button" class="copy" aria-label="Copy ${Bun.escapeHTML(what)}" hidden>Copy</button>`

/** What a block of code is called that has no title; a single line needs none. */
const languageNames: Readonly<Record<string, string>> = {
  prompt: "Prompt", tsx: "TypeScript", ts: "TypeScript", js: "JavaScript", css: "CSS", bash: "Shell", sh: "Shell", json: "JSON"
}

const codeBlock = ({ lang = "", text }: Tokens.Code) => {
  const language = lang.split(" ", 1)[0] ?? ""
  const title = /title="([^"]*)"/.exec(lang)?.[1] ?? (text.includes("\n") ? languageNames[language] : undefined)
  const head = title === undefined ? "" : `<figcaption>${Bun.escapeHTML(title)}</figcaption>`
  const kind = language === "prompt" ? "code prompt" : title === undefined ? "code bare" : "code"
  return `<figure class="${kind}">${head}${copyButton(title ?? "this line")}<pre tabindex="0"><code>${highlight(text, language)}</code></pre></figure>\n`
}

/** Renders one page of the folder `root`. The library is loaded with the first page that is asked for, not at the start. */
export const renderPage = async (entry: Entry, source: string, root: string): Promise<Page> => {
  const { Marked } = await import("marked")
  const file = fileOf(entry.url)
  const headings: Array<Heading> = []
  const lost: Array<string> = []
  const seen = new Map<string, number>()
  const marked = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        const html = this.parser.parseInline(tokens)
        const text = plain(html)
        if (depth === 1) return `<h1>${html}</h1>\n`
        const base = slug(text)
        const count = seen.get(base) ?? 0
        seen.set(base, count + 1)
        const id = count === 0 ? base : `${base}-${count}`
        headings.push({ id, text, depth })
        return `<h${depth} id="${id}">${html}<a class="anchor" href="#${id}" aria-label="Link to “${Bun.escapeHTML(text)}”">#</a></h${depth}>\n`
      },
      code: codeBlock,
      link({ href, tokens }) {
        const target = linkTarget(file, href)
        if (target === null) lost.push(href)
        const outside = /^https?:/.test(href) ? ` rel="noopener"` : ""
        return `<a href="${Bun.escapeHTML(target ?? href)}"${outside}>${this.parser.parseInline(tokens)}</a>`
      },
      image: ({ href, text }) => imageHtml({ alt: text, file: path.join(root, path.dirname(file), href), place: linkTarget(file, href) ?? href }),
      table(token) {
        return tableHtml(token, (tokens) => this.parser.parseInline(tokens))
      }
    }
  })
  const html = await marked.parse(source)
  return {
    ...entry,
    title: plain(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? entry.label),
    description: plain(/<p>(.*?)<\/p>/s.exec(html)?.[1] ?? "").replace(/\s+/g, " "),
    html,
    headings,
    markdown: withServerLinks(file, source),
    lost
  }
}
