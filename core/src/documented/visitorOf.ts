import type { PublicContact, PublicVisitor } from "@cossistant/types"
import type { Contact, Visitor } from "../widget/nouns.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { normalizeLocale } from "./locale.ts"

/** A visitor, and the language to speak to them: `en` for `en-US`. */
export interface VisitorWithLocale extends PublicVisitor {
  locale: string | null
}

const made = new WeakMap<Visitor, VisitorWithLocale>()

/** A contact in its documented shape. */
export const toContact = ({ metadataHash, ...contact }: Contact): PublicContact => ({ ...contact, ...(metadataHash !== null && { metadataHash }) })

/** A visitor in their documented shape, the same for the same visitor. */
export const toVisitor = (visitor: Visitor): VisitorWithLocale => {
  const { contact, id, isBlocked, language, timezone } = visitor
  const shape = made.get(visitor) ?? {
    id, isBlocked, language, timezone, contact: contact && toContact(contact), locale: normalizeLocale(language)
  }
  made.set(visitor, shape)
  return shape
}

/** This browser's visitor with their locale; null until something needed one. */
export const visitorOf = ({ website: { value } }: WidgetState): VisitorWithLocale | null => value?.visitor ? toVisitor(value.visitor) : null
