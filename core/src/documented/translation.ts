import type { Conversation, TimelineItem, TimelineItemPart, TimelinePartTranslation } from "@cossistant/types"

export type TranslationAudience = TimelinePartTranslation["audience"]

export const isTimelinePartTranslation = (part: TimelineItemPart): part is TimelinePartTranslation => part.type === "translation"

/** The newest translation of an item made for this audience, by default visitors; null if there is none. */
export const getTimelineItemTranslation = (
  item: Pick<TimelineItem, "parts">,
  audience: TranslationAudience = "visitor"
): TimelinePartTranslation | null =>
  item.parts.filter(isTimelinePartTranslation).findLast((part) => part.audience === audience) ?? null

/** The text this audience, by default visitors, reads: a translation made for it, else what was written. */
export const resolveTimelineItemText = (
  item: Pick<TimelineItem, "parts" | "text">,
  audience: TranslationAudience = "visitor"
): string | null => getTimelineItemTranslation(item, audience)?.text ?? item.text

/** The title this audience, by default visitors, reads; null for a conversation without one. */
export const resolveConversationTitle = (
  conversation: Pick<Conversation, "title" | "visitorTitle">,
  audience: TranslationAudience = "visitor"
): string | null => {
  const { title, visitorTitle } = conversation
  return (audience === "visitor" ? visitorTitle?.trim() || title?.trim() : title?.trim()) || null
}

/** A language tag as Intl writes it: `en_us` gives `en-US`; null for what is none. */
export const normalizeLanguageTag = (tag: string | null | undefined): string | null => {
  const written = tag?.trim().replaceAll("_", "-")
  if (!written) return null
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null
  } catch {
    return null
  }
}

/** The language of a tag without region and script: `pt-BR` gives `pt`; null for what is no tag. */
export const getPrimaryLanguageTag = (tag: string | null | undefined): string | null =>
  normalizeLanguageTag(tag)?.split("-", 1)[0] ?? null

/** Whether two tags name the same language, whatever the region. An unknown one equals nothing. */
export const areLanguagesEquivalent = (a: string | null | undefined, b: string | null | undefined): boolean => {
  const language = getPrimaryLanguageTag(a)
  return language !== null && language === getPrimaryLanguageTag(b)
}

/** Whether something written in `source` has to be translated for a reader of `target`: both are known, and differ. */
export const shouldTranslateBetweenLanguages = (source: string | null | undefined, target: string | null | undefined): boolean =>
  getPrimaryLanguageTag(source) !== null && getPrimaryLanguageTag(target) !== null && !areLanguagesEquivalent(source, target)
