/** The languages the widget speaks by itself, and any name of the host's own that `content` has sentences for. */
export type SupportLocale = "ar" | "de" | "en" | "es" | "fr" | "ja" | "pt" | (string & {})
