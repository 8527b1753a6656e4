/** What a primitive has to know of a timeline item; the product's own items are more than this. */
export interface TimelineFacts {
  readonly id?: string | undefined
  readonly type?: string | undefined
  readonly text?: string | null | undefined
  readonly parts?: ReadonlyArray<PartFacts> | undefined
  readonly userId?: string | null | undefined
  readonly aiAgentId?: string | null | undefined
  readonly visitorId?: string | null | undefined
  readonly createdAt?: string | undefined
}

export interface PartFacts {
  readonly type: string
}

export type SenderKind = "visitor" | "ai" | "human"

/** Who wrote an item: a person of the team before an AI agent before the visitor; without any of them, the visitor's. */
export const senderOf = ({ aiAgentId, userId, visitorId }: TimelineFacts): { readonly kind: SenderKind; readonly id: string | null } =>
  userId ? { kind: "human", id: userId }
    : aiAgentId ? { kind: "ai", id: aiAgentId }
    : { kind: "visitor", id: visitorId ?? null }

const isForVisitor = (part: PartFacts): part is PartFacts & { readonly text: string } =>
  part.type === "translation" && "audience" in part && part.audience === "visitor" && "text" in part && typeof part.text === "string"

/** The text to show: the last translation made for the visitor, else the original. */
export const shownText = ({ parts = [], text }: TimelineFacts): string | null =>
  parts.findLast(isForVisitor)?.text ?? text ?? null

/** A moment given as a date or as ISO text; null where it is neither. */
export const momentOf = (moment: Date | string | undefined): Date | null => {
  const date = moment instanceof Date ? moment : moment === undefined ? null : new Date(moment)
  return date === null || Number.isNaN(date.getTime()) ? null : date
}
