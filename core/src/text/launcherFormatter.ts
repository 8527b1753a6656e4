import type { TextOptions } from "./createText.ts"
import { hostsOwn } from "./hostsOwn.ts"
import { isSpoken, languageOf } from "./languages.ts"
import { launcherText } from "./launcherText.ts"
import { intlLocale, localeChain } from "./localeChain.ts"
import type { SupportText } from "./TextKey.ts"

const isString = (value: unknown): value is string => typeof value === "string"

/**
 * Says the launcher's few sentences before the panel brings `createText` and the dictionaries: the host's own where they
 * are plain, else ours in the best language there is. Any other key comes back as it is.
 */
export const launcherFormatter = ({ languages, locale, overrides }: Omit<TextOptions, "dictionaries">): SupportText => {
  const tags = localeChain([locale, ...languages])
  const language = languageOf(tags)
  // As the whole text has it: numbers follow a language only when our sentences do, or when the host chose it.
  const spoken = intlLocale(localeChain([locale, ...languages.filter(isSpoken)]))
  const format = (key: keyof (typeof launcherText)["en"], variables?: { readonly count: number }): string => {
    const said = hostsOwn(overrides, key, tags)
    const value = isString(said) ? said : launcherText[language][key] ?? key
    if (isString(value)) return value
    const { count = 0 } = variables ?? {}
    const forms: Readonly<Record<string, string>> = value
    return (forms[new Intl.PluralRules(spoken).select(count)] ?? value.other).replace("{count}", count.toLocaleString(spoken))
  }
  return Object.assign(format as SupportText, { locale: spoken })
}
