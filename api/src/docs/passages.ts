import { contents } from "./contents.ts"
import { type Page, plain } from "./renderPage.ts"

/** What stands below one heading of a page, or before its first: what a search leads to. */
export interface Passage {
  readonly url: string
  readonly title: string
  /** Plain, a space between blocks. */
  readonly text: string
  /** The page it is of: its address, its name and the section of the navigation it is listed in. */
  readonly page: { readonly url: string; readonly label: string; readonly section: string; readonly title: string }
}

const sections = new Map(contents.flatMap(({ label, pages }) => pages.map(({ url }) => [url as string, label] as const)))

const textOf = (html: string): string => plain(html
  // A caption of one word is a language, which is on every page.
  .replace(/<h\d[^>]*>.*?<\/h\d>|<button.*?<\/button>|<figcaption>\w+<\/figcaption>/gs, " ")
  .replace(/<\/(?:p|li|t[dhr]|figcaption|pre|blockquote)>/g, " ")).replace(/\s+/g, " ").trim()

/** A page as its passages, in reading order. */
export const passagesOf = ({ headings, html, label, title, url }: Page): ReadonlyArray<Passage> => {
  const page = { url, label, section: sections.get(url) ?? "", title }
  const titles = new Map(headings.map(({ id, text }) => [id, text]))
  return html.split(/(?=<h[2-6] id=)/).map((part) => {
    const id = /^<h\d id="([^"]*)"/.exec(part)?.[1]
    return { url: id === undefined ? url : `${url}#${id}`, title: id === undefined ? title : titles.get(id) ?? "", text: textOf(part), page }
  })
}
