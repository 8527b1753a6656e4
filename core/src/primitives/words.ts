import type { TextOptions } from "../text/createText.ts"
import { languageOf } from "../text/languages.ts"
import { launcherText } from "../text/launcherText.ts"
import { intlLocale, localeChain } from "../text/localeChain.ts"
import { primitiveText } from "../text/primitiveText.ts"
import type { SupportText, TextArguments } from "../text/TextKey.ts"

const plain = { "common.labels.support": launcherText.en["common.labels.support"], ...primitiveText }

/** Makes the few sentences that primitives say by themselves. */
export interface Words {
  <K extends keyof typeof plain>(key: K, ...variables: TextArguments<K>): string
  /** What dates and numbers follow; undefined is the browser's own. */
  readonly locale: string | undefined
}

type Options = Omit<TextOptions, "dictionaries">

const tagsOf = ({ languages, locale }: Options) => [locale, ...languages]

/** Whether English as it stands here won't do: another language is to be spoken, or the host has words of its own. */
export const wantsWords = (options: Options | null): options is Options =>
  options !== null && (languageOf(tagsOf(options)) !== "en" || Object.keys(options.overrides ?? {}).length > 0)

/** The sentences in English, at once; dates already follow the language that is to be spoken. Nobody says one outside a provider. */
const plainWords = (options: Options | null): Words => {
  const locale = options === null ? undefined : intlLocale(localeChain(tagsOf(options)))
  const say = (key: keyof typeof plain, variables: object = {}): string => {
    const sentence = plain[key]
    const [[name, value] = ["", ""]] = Object.entries(variables)
    return (typeof sentence === "string" ? sentence : value === 1 ? sentence.one : sentence.other).replace(`{${name}}`, String(value))
  }
  return Object.assign(say, { locale }) as Words // each key with its variables, as the type pairs them
}

/**
 * The sentences as `text` has them, in English where it lacks one: the panel's knows what a conversation says. Null as long
 * as there is none.
 */
export const wordsOf = (text: SupportText | null, options: Options | null): Words => {
  const plain = plainWords(options)
  if (text === null) return plain
  const say = (key: never, ...variables: TextArguments<never>): string => {
    const said = text(key, ...variables)
    return said === key ? plain(key, ...variables) : said
  }
  return Object.assign(say, { locale: text.locale }) as Words // as above
}
