import type { Query } from "minisearch"
import { excerptOf, marked, type Piece } from "./excerpt.ts"
import { type Passage, passagesOf } from "./passages.ts"
import type { Page } from "./renderPage.ts"
import { type AskedWord, askedWords, partsOf, wordsOf } from "./words.ts"

/** A place that was found, words marked. */
export interface Hit {
  readonly url: string
  readonly title: ReadonlyArray<Piece>
  readonly excerpt: ReadonlyArray<Piece>
}

/** What a search gives: the best places, those of a page together, and how many there are in all. */
export interface Found {
  readonly asked: string
  readonly total: number
  readonly pages: ReadonlyArray<{ readonly url: string; readonly label: string; readonly section: string; readonly hits: ReadonlyArray<Hit> }>
}

/** What is read of a question. */
const longest = 100
const mostWords = 8
/** Asked beside other words, these say nothing. */
const small = new Set("a an and are at be by can do does for from get getting how i in is it my of on or our that the this to use we what when where which who why with you your".split(" "))
/** How much more a word tells in a title, or in a page's name, than in a text. */
const boost = { title: 4, page: 2.5 }

/** Of an exact title, a title and a text that hold the whole question, how much better they answer it. */
const fit = ({ text, title }: Passage, question: string, isSeveral: boolean): number =>
  title.toLowerCase() === question ? 3 : title.toLowerCase().includes(question) ? 2 : isSeveral && text.toLowerCase().includes(question) ? 1.6 : 1

/**
 * Everything of the pages that can be looked for, in memory. The libraries are loaded with the first search. What it gives looks
 * for a question: at most `limit` places, of one page at most `ofEach`. It never fails: of one too long only the beginning is read.
 */
export const searchIndex = async (pages: Iterable<Page>) => {
  const [{ default: MiniSearch }, { stemmer }] = await Promise.all([import("minisearch"), import("stemmer")])
  const passages = Array.from(pages, passagesOf).flat()
  const known = new Set<string>()
  const index = new MiniSearch({
    fields: ["title", "page", "text"],
    tokenize: (text) => wordsOf(text).map(({ form }) => form),
    processTerm: (word) => (known.add(word), word)
  })
  index.addAll(passages.map(({ page, text, title, url }, id) =>
    ({ id, title, text, page: url === page.url ? `${page.label} ${page.title} ${page.section} ${page.url.slice(1)}` : "" })))

  /** A word as MiniSearch takes it: itself and what begins so. */
  const one = (word: string, prefix: number, fuzzy: number | false = false): Query =>
    ({ queries: [word], tokenize: (text) => [text], processTerm: (text) => text, boost, prefix: word.length > 1, fuzzy, weights: { prefix, fuzzy: 0.3 } })
  const isKnown = (word: string) => known.has(word) || (word.length > 1 && [...known].some((each) => each.startsWith(word)))
  /** How a word of the question is looked for; one that is nowhere may be a name written in another way, or a slip of the finger. */
  const termsOf = ({ form, written }: AskedWord): ReadonlyArray<{ readonly forms: ReadonlyArray<string>; readonly query: Query }> => {
    const parts = partsOf(written)
    return (parts.length > 1 && !isKnown(form) ? parts : [form]).map((term) => {
      const stem = stemmer(term)
      const forms = stem === term || stem.length < 3 ? [term] : [term, stem]
      const slip = term.length > 3 && !forms.some(isKnown) ? 0.25 : false
      return { forms, query: { combineWith: "OR", queries: [one(term, 0.6, slip), ...forms.slice(1).map((form) => one(form, 0.4))] } }
    })
  }
  /** The places that hold most of the words, the best first, and the words of the texts that were meant. */
  const rank = (question: string, words: ReadonlyArray<AskedWord>) => {
    const terms = words.flatMap(termsOf)
    const asked = new Map(terms.flatMap(({ forms }, at) => forms.map((form) => [form, at] as const)))
    const found = index.search({ combineWith: "OR", queries: terms.map(({ query }) => query) }).flatMap(({ id, queryTerms, score, terms: meant }) => {
      const passage = passages[id]
      const held = new Set(queryTerms.map((term) => asked.get(term))).size
      return passage === undefined ? [] : [{ passage, held, meant, score: score * fit(passage, question, terms.length > 1) }]
    })
    const most = Math.max(0, ...found.map(({ held }) => held))
    const ranked = found.filter(({ held }) => held === most).sort((some, other) => other.score - some.score)
    return { ranked, meant: new Set(ranked.flatMap(({ meant }) => meant)) }
  }

  return (question: string, { limit, ofEach }: { readonly limit: number; readonly ofEach: number }): Found => {
    const asked = question.slice(0, longest).replace(/\s+/g, " ").trim()
    const words = askedWords(asked)
    const telling = words.filter(({ form }) => !small.has(form))
    const { meant, ranked } = rank(asked.toLowerCase(), (telling.length > 0 ? telling : words).slice(0, mostWords))
    const isMeant = (form: string) => meant.has(form)
    const together = Map.groupBy(ranked, ({ passage }) => passage.page)
    const best = new Set([...together.values()].flatMap((places) => places.slice(0, ofEach)).sort((some, other) => other.score - some.score).slice(0, limit))
    const found = Array.from(together, ([{ label, section, url }, places]) => ({
      url, label, section,
      hits: places.filter((place) => best.has(place)).map(({ passage: { text, title, url } }) =>
        ({ url, title: marked(title, isMeant), excerpt: excerptOf(text, isMeant) }))
    }))
    return { asked, total: ranked.length, pages: found.filter(({ hits }) => hits.length > 0) }
  }
}
