import { contents } from "./contents.ts"
import type { Page } from "./renderPage.ts"

/** `/llms.txt` (https://llmstxt.org): every page with a line about it, as links to its Markdown. */
export const llmsIndex = (pages: ReadonlyMap<string, Page>): string => [
  "# Cossistant",
  "",
  "> Own your support: a chat widget for React, Solid and plain pages, a team inbox and the server behind them, all on your own machine.",
  "",
  "The whole text in one file: [/llms-full.txt](/llms-full.txt)",
  ...contents.flatMap(({ label, pages: listed }) => [
    "",
    `## ${label}`,
    "",
    ...listed.flatMap(({ url }) => {
      const page = pages.get(url)
      return page === undefined ? [] : [`- [${page.title}](${url}.md): ${page.description}`]
    })
  ]),
  ""
].join("\n")

/** `/llms-full.txt`: every page's text in reading order. */
export const llmsFull = (pages: ReadonlyMap<string, Page>): string =>
  Array.from(pages.values(), ({ markdown, url }) => `URL: ${url}\n\n${markdown.trim()}\n`).join("\n---\n\n")
