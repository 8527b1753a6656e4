import { isWide, parseMarkup } from "@cossistant/core/markup/parseMarkup"

/** Whether a message's text holds a code or command block and so wants the bubble's full width. */
export const hasExpandedTimelineContent = (text: string | null | undefined): boolean => isWide(parseMarkup(text ?? ""))
