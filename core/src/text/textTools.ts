import type { TextTools } from "./TextContext.ts"

const dayPart = (hour: number) => hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening"

type DayPart = ReturnType<typeof dayPart>

/**
 * The tools text functions get, in one locale. `now` is asked each time; without it, it stays morning. `labelOf` says a
 * time of day in the reader's words.
 */
export const textTools = (locale: string, now: (() => Date) | undefined, labelOf: (token: DayPart) => string): TextTools => ({
  formatNumber: (value, options) => value.toLocaleString(locale, options),
  pluralize: (count, forms) => new Intl.PluralRules(locale).select(count) === "one" ? forms.one : forms.other,
  titleCase: (text) => text.replace(/\p{L}[\p{L}\p{M}'’]*/gu, (word) =>
    (word[0] ?? "").toLocaleUpperCase(locale) + word.slice(1).toLocaleLowerCase(locale)),
  timeOfDay: () => {
    const token = dayPart(now?.().getHours() ?? 0)
    return { token, label: labelOf(token) }
  }
})

/** A greeting by the time of day, with the visitor's first name where it is known. Without `unnamed` it just ends before the name. */
export const greeting = ({ named, unnamed = named }: { readonly named: Readonly<Record<DayPart, string>>; readonly unnamed?: Readonly<Record<DayPart, string>> }) =>
(input: { readonly variables: { readonly visitorName?: string | undefined } | undefined; readonly utils: TextTools }): string => {
  const { token } = input.utils.timeOfDay()
  const name = input.variables?.visitorName
  return name ? named[token].replace("{visitorName}", name) : unnamed[token].replace(", {visitorName}", "")
}
