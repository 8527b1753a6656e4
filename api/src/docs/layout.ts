import { contents, entries } from "./contents.ts"
import type { Page } from "./renderPage.ts"
import type { Found } from "./searchIndex.ts"
import { resultsHtml, searchField } from "./searchLayout.ts"

const text = (words: string) => Bun.escapeHTML(words)

const mark = `<svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="currentColor"/><path class="hole" d="M9 11.5A3.5 3.5 0 0 1 12.5 8h7a3.5 3.5 0 0 1 3.5 3.5v5a3.5 3.5 0 0 1-3.5 3.5H15l-4.2 3.6a.5.5 0 0 1-.8-.4V19.6a3.5 3.5 0 0 1-1-2.5z"/></svg>`

const navigation = (here: string) => contents.map(({ label, pages }) => `<section><h2>${text(label)}</h2><ul>${
  pages.map(({ label, url }) => `<li><a href="${url}"${url === here ? ` aria-current="page"` : ""}>${text(label)}</a></li>`).join("")
}</ul></section>`).join("\n")

const document = (options: {
  readonly title: string
  readonly description: string
  readonly url: string
  readonly extraHead: string
  readonly main: string
  readonly aside: string
  /** What stands in the field of the search. */
  readonly asked?: string
}) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(options.title)} · Cossistant</title>
<meta name="description" content="${text(options.description)}">
${options.extraHead}<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/style.css">
<script src="/docs/page.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header><a class="brand" href="/docs">${mark}<b>Cossistant</b> <span>Docs</span></a>${searchField(options.asked ?? "")}<a class="quiet twin" href="/llms.txt">llms.txt</a><a class="quiet" href="/">Inbox</a></header>
<div class="frame">
<details class="pages"><summary>All pages</summary><nav aria-label="Pages, folded">${navigation(options.url)}</nav></details>
<nav class="side" aria-label="Pages">${navigation(options.url)}</nav>
<main id="main" tabindex="-1">${options.main}</main>
${options.aside}
</div>
</body>
</html>
`

const neighbours = (url: string) => {
  const at = entries.findIndex((entry) => entry.url === url)
  const link = (entry: (typeof entries)[number] | undefined, rel: string, word: string) =>
    entry === undefined ? "<span></span>" : `<a rel="${rel}" href="${entry.url}"><small>${word}</small>${text(entry.label)}</a>`
  return `<nav class="turn" aria-label="Previous and next">${link(entries[at - 1], "prev", "Previous")}${link(entries[at + 1], "next", "Next")}</nav>`
}

const onThisPage = ({ headings }: Page) => {
  const shown = headings.filter(({ depth }) => depth <= 3)
  if (shown.length < 2) return "<aside></aside>"
  return `<aside><nav class="toc" aria-label="On this page"><h2>On this page</h2><ul>${
    shown.map(({ depth, id, text: words }) => `<li class="d${depth}"><a href="#${id}">${text(words)}</a></li>`).join("")
  }</ul></nav></aside>`
}

/** A page of the documentation as a whole HTML document. */
export const pageHtml = (page: Page): string => document({
  title: page.title,
  description: page.description,
  url: page.url,
  extraHead: `<link rel="alternate" type="text/markdown" href="${page.url}.md">\n`,
  main: `<article>${page.html}</article>${neighbours(page.url)}<p class="source"><a href="${page.url}.md">This page as Markdown</a></p>`,
  aside: onThisPage(page)
})

/** The page of what was found. */
export const searchHtml = (found: Found): string => document({
  title: found.asked === "" ? "Search" : `${found.asked} - Search`,
  description: "Search the documentation.",
  url: "",
  extraHead: `<meta name="robots" content="noindex">\n`,
  main: `<article>${resultsHtml(found)}</article>`,
  aside: "<aside></aside>",
  asked: found.asked
})

/** What stands where no page is. */
export const missingHtml = (): string => document({
  title: "No such page",
  description: "This page doesn't exist.",
  url: "",
  extraHead: `<meta name="robots" content="noindex">\n`,
  main: `<article><h1>No such page</h1><p>Nothing stands at this address. It may have moved: the search above finds what there is, the list of pages has all of it, and <a href="/docs">the start</a> says where to begin.</p></article>`,
  aside: "<aside></aside>"
})
