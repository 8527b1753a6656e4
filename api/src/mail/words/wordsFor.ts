import { localeChain } from "@cossistant/core/text/localeChain"
import { ar } from "./ar.ts"
import { de } from "./de.ts"
import { en } from "./en.ts"
import { es } from "./es.ts"
import { fr } from "./fr.ts"
import { ja } from "./ja.ts"
import { pt } from "./pt.ts"
import type { VisitorWords } from "./VisitorWords.ts"

const known: Readonly<Record<string, VisitorWords>> = { ar, de, en, es, fr, ja, pt }

/** The words for a reader: in the first of these languages that is known, English otherwise. `pt` is Brazil's. */
export const wordsFor = (languages: ReadonlyArray<string | null>) => {
  const lang = [...localeChain(languages), "en"].find((tag) => known[tag] !== undefined) ?? "en"
  return { lang: lang === "pt" ? "pt-BR" : lang, dir: lang === "ar" ? "rtl" as const : "ltr" as const, words: known[lang] ?? en }
}

/** Puts values in their places. */
export const said = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place))
