/** A tag as it is compared: `fr_CA` is `fr-ca`. */
export const normal = (tag: string | null | undefined): string => tag?.trim().toLowerCase().replaceAll("_", "-") ?? ""

/** The base language of a tag: `fr` of `fr-CA`. */
export const baseOf = (tag: string | null | undefined): string => normal(tag).split("-")[0] ?? ""

/**
 * The locales to look in, best first: each candidate's exact tag, then its base language, lower-cased, once each,
 * and English at the end. `["en-Support", "fr-CA"]` gives `["en-support", "en", "fr-ca", "fr"]`.
 */
export const localeChain = (candidates: ReadonlyArray<string | null | undefined>): ReadonlyArray<string> => {
  const chain = new Set<string>()
  for (const candidate of candidates) {
    const tag = normal(candidate)
    if (tag) chain.add(tag).add(baseOf(tag))
  }
  return [...chain.add("en")]
}

/** The first locale of the chain that Intl knows; `en-support` and other inventions fall through to their language. */
export const intlLocale = (chain: ReadonlyArray<string>): string => {
  for (const tag of chain) {
    try {
      // Asking for numbers' or dates' locales makes a browser read all of them, 15 ms of a page's start; every language has plurals.
      const [known] = Intl.PluralRules.supportedLocalesOf(tag)
      if (known !== undefined) return known
    } catch {
      // Not a well-formed tag: a name the host made up.
    }
  }
  return "en"
}
