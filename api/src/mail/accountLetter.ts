import type { LetterKind } from "@cossistant/core/mail/Delivery"
import * as Effect from "effect/Effect"
import type { LetterContent } from "./LetterContent.ts"
import type { PlainLetter } from "./Mailer.ts"
import { renderLetter } from "./renderLetter.ts"

/** A letter of the program itself about an account, in its own name; or about a site's team, in the site's (`brand`). */
export const accountLetter = (
  to: string,
  kind: LetterKind,
  parts: Pick<LetterContent, "preview" | "title" | "paragraphs" | "action" | "footnote"> & Partial<Pick<LetterContent, "brand">>
): Effect.Effect<PlainLetter> =>
  Effect.map(
    renderLetter({ lang: "en", dir: "ltr", brand: { name: "Cossistant", logoUrl: null }, ...parts }),
    (words) => ({ to, subject: parts.title, kind, ...words })
  )
