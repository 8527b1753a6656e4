/** A small count in the locale's digits, such as a badge has room for: "3", "٣", from ten on "9+". */
export const badgeText = (count: number, locale: string): string =>
  count > 9 ? `${(9).toLocaleString(locale)}+` : count.toLocaleString(locale)
