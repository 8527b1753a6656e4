/** The languages the widget speaks by itself. */
export type BuiltInLocale = "ar" | "de" | "en" | "es" | "fr" | "ja" | "pt"

/** Those, and any name of the host's own that `content` has sentences for. */
export type SupportLocale = BuiltInLocale | (string & {})
