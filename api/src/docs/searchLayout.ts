import type { Piece } from "./excerpt.ts"
import type { Found } from "./searchIndex.ts"

const text = (words: string) => Bun.escapeHTML(words)

const glass = `<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="11" cy="11" r="7"/><path d="m20 20-3.9-3.9"/></svg>`

/** The field in the header: a form that asks for a page of results, and more where scripts run (`searchScript.ts`). */
export const searchField = (asked: string): string =>
  `<form class="search" role="search" action="/docs/search">${glass}<input type="search" name="q" value="${text(asked)}" placeholder="Search" aria-label="Search the documentation" aria-keyshortcuts="/ Control+K Meta+K" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" maxlength="100" dir="auto"><kbd aria-hidden="true" hidden>/</kbd></form>`

const pieces = (all: ReadonlyArray<Piece>) => all.map((piece) => piece.isMarked ? `<mark>${text(piece.text)}</mark>` : text(piece.text)).join("")

const summary = ({ asked, pages, total }: Found): string => {
  const shown = pages.reduce((sum, { hits }) => sum + hits.length, 0)
  const all = total === 1 ? "One place" : shown < total ? `The best ${shown} of ${total} places` : `${total} places`
  return `${all} for “<bdi>${text(asked)}</bdi>”`
}

/** What was found, as the text of a page: for those without scripts, and for whoever wants all of it. */
export const resultsHtml = (found: Found): string => {
  if (found.asked === "") return `<h1>Search</h1><p>Write what you look for into the field above: a word, a name from code, a setting.</p>`
  if (found.total === 0) {
    return `<h1>Search</h1><p>Nothing found for “<bdi>${text(found.asked)}</bdi>”.</p><p>Try fewer words, or how a name begins. <a href="/docs">The start</a> says what there is, and <a href="/llms-full.txt">one file</a> holds every page.</p>`
  }
  return `<h1>Search</h1><p>${summary(found)}</p>${found.pages.map(({ hits, label, section }) =>
    `<section class="results"><h2>${text(section)} › ${text(label)}</h2><ul>${hits.map((hit) =>
      `<li><a href="${hit.url}">${pieces(hit.title)}</a><p>${pieces(hit.excerpt)}</p></li>`).join("")}</ul></section>`).join("\n")}`
}
