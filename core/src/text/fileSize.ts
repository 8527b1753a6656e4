/** A file's size: "1 kB" at least, "41 kB", "4.2 MB". Counted by 1,024, so that limits come out round. */
export const fileSize = (locale: string, bytes: number): string => {
  const kilobytes = Math.max(1, bytes / 1024)
  const [size, unit, maximumFractionDigits] = kilobytes < 1024 ? [kilobytes, "kilobyte", 0] as const : [kilobytes / 1024, "megabyte", 1] as const
  return size.toLocaleString(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits })
}
