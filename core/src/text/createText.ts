import { hostsOwn, own } from "./hostsOwn.ts"
import { baseOf, intlLocale, localeChain } from "./localeChain.ts"
import { contextOf, type TextContext } from "./TextContext.ts"
import type { PluralForms, SupportText, SupportTextContentOverrides } from "./TextKey.ts"
import { textTools } from "./textTools.ts"

type Variables = Readonly<Record<string, unknown>> | undefined
type AnyValue = string | PluralForms | ((input: object) => string)
/** Keys and values without their pairing: what a lookup by a string at run time sees. */
type AnyDictionary = Readonly<Record<string, AnyValue | undefined>>

export interface TextOptions {
  /** The host's choice. It may be a name of the host's own, like `en-support`. */
  readonly locale?: string | undefined
  /** What the visitor is thought to read, best first: the server's word, then the browser's languages. */
  readonly languages: ReadonlyArray<string | null | undefined>
  readonly overrides?: SupportTextContentOverrides | undefined
  /** Our sentences by base language, English among them. A key a language lacks falls through to English. */
  readonly dictionaries: Readonly<Record<string, object>>
  /** Asked when a sentence wants to know who is there. */
  readonly context?: (() => TextContext) | undefined
  /** The visitor's clock; leave it out while rendering on a server. */
  readonly now?: (() => Date) | undefined
}

const nobody = (): TextContext => contextOf(null)

/** Per key: the host's sentence for one of the locales, the host's for all, ours along the chain, English, the key itself. */
const find = (key: string, chain: ReadonlyArray<string>, overrides: object | undefined, dictionaries: Readonly<Record<string, AnyDictionary>>): AnyValue => {
  const ours = chain.map((locale) => own(own(dictionaries, locale), key))
  // The host's words and ours are sentences, plural forms and functions, as their types say.
  return [hostsOwn(overrides, key, chain), ...ours].find((value) => value !== undefined) as AnyValue | undefined ?? key
}

const holes = /(,? ?){(\w+)}/g
/** Names that may not be known. */
const optional = /(visitor|website)Name/

const templateOf = (value: AnyValue | undefined): string => typeof value === "object" ? value.other : typeof value === "string" ? value : ""

/** Our English sentence tells what a key needs, whoever speaks for it. */
const demand = (key: string, english: AnyValue | undefined, variables: Variables): void => {
  for (const [, , name = ""] of templateOf(english).matchAll(holes)) {
    if (variables?.[name] === undefined || variables[name] === null) throw new Error(`The text "${key}" needs the variable "${name}".`)
  }
}

/** Braces around anything else than a variable are the sentence's own. A name that isn't known goes with what leads to it. */
const fill = (template: string, variables: Variables, locale: string): string =>
  template.replace(holes, (hole, before: string, name: string) => {
    const value = own(variables, name) as string | number | null | undefined // as their types say
    const said = value?.toLocaleString(locale) // words stay as they are
    return said ? before + said : optional.test(name) ? "" : said ?? hole
  })

/** Makes the formatter that turns keys into sentences in the best locale there is (spec: explicit, visitor, browser, English). */
export const createText = (options: TextOptions): SupportText => {
  const chain = localeChain([options.locale, ...options.languages])
  // Dates and numbers follow a language only when our sentences do, or when the host chose it.
  const spoken = localeChain([options.locale, ...options.languages.filter((tag) => Object.hasOwn(options.dictionaries, baseOf(tag)))])
  const locale = intlLocale(spoken)
  // The typed dictionaries, read by keys that are only strings at run time.
  const dictionaries = options.dictionaries as Readonly<Record<string, AnyDictionary>>
  const text = (key: string, variables?: Variables): string => {
    const value = find(key, chain, options.overrides, dictionaries)
    demand(key, own(own(dictionaries, "en"), key), variables)
    if (typeof value === "function") return value({ variables, context: (options.context ?? nobody)(), utils })
    if (typeof value === "string") return fill(value, variables, locale)
    const count = Object.values(variables ?? {}).find((variable) => typeof variable === "number")
    return fill(value[new Intl.PluralRules(locale).select(count ?? 0)] ?? value.other, variables, locale)
  }
  const utils = textTools(locale, options.now, (token) => text(`common.time.${token}`))
  return Object.assign(text as SupportText, { locale })
}

const made = new WeakMap<object, readonly [dictionaries: object, text: SupportText]>()

/** `createText`, the same for the same options and dictionaries: each part of a page that speaks asks for it. */
export const textOf = (options: Omit<TextOptions, "dictionaries">, dictionaries: TextOptions["dictionaries"]): SupportText => {
  const known = made.get(options)
  if (known?.[0] === dictionaries) return known[1]
  const text = createText({ ...options, dictionaries })
  made.set(options, [dictionaries, text])
  return text
}
