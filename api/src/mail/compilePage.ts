import { render } from "@react-email/render"
import { createElement } from "react"
import type { LetterContent } from "./LetterContent.ts"
import { LetterPage } from "./LetterPage.tsx"

/** A letter's page as HTML, as React Email draws it: every text of `content` stands in it as it was given. */
export const compilePage = (content: LetterContent): Promise<string> => render(createElement(LetterPage, { content }))
