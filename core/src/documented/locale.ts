/** The language of a locale, lower-cased: `en-US` and `en_GB` give `en`; null where there is none. */
export const normalizeLocale = (locale: string | null | undefined): string | null =>
  locale?.trim().toLowerCase().split(/[-_]/, 1)[0] || null
