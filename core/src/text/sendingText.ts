import type { SupportText } from "./TextKey.ts"

/** "Sending…", with how much of its files has gone out while they do: `progress` is from 0 to 1, or null. */
export const sendingText = (text: SupportText, progress: number | null): string => {
  const sending = text("component.message.sending")
  return progress === null ? sending : `${sending} ${progress.toLocaleString(text.locale, { style: "percent" })}`
}
