/** Whose letter it looks like. */
export interface Brand {
  readonly name: string
  /** Absolute address of the logo; null where there is none. */
  readonly logoUrl: string | null
}

/** A message of a conversation, as a letter quotes it. */
export interface QuotedMessage {
  readonly author: string
  readonly time: string
  /** Lines are kept, markup is not. */
  readonly text: string
}

/** The parts every letter is made of; all of it is text, never markup. */
export interface LetterContent {
  readonly lang: string
  readonly dir: "ltr" | "rtl"
  readonly brand: Brand
  /** What a mailbox shows beside the subject. */
  readonly preview: string
  readonly title: string
  readonly paragraphs: ReadonlyArray<string>
  readonly messages?: ReadonlyArray<QuotedMessage>
  /** After the messages: how to answer, or what else there is. */
  readonly hint?: string
  readonly points?: ReadonlyArray<string>
  readonly action?: { readonly label: string; readonly url: string }
  /** Small print: why this letter came and what happens when it is ignored. */
  readonly footnote: string
  readonly unsubscribe?: { readonly label: string; readonly url: string }
}

/** The letter for a mail program that shows plain text. */
export const plainLetter = ({ action, footnote, hint, messages = [], paragraphs, points = [], title, unsubscribe }: LetterContent): string => [
  title,
  ...paragraphs,
  ...messages.map(({ author, text, time }) => `${author} (${time}):\n${text.replace(/^/gm, "> ")}`),
  ...points.map((point) => `- ${point}`),
  ...(hint === undefined ? [] : [hint]),
  ...(action === undefined ? [] : [`${action.label}: ${action.url}`]),
  "--\n" + footnote + (unsubscribe === undefined ? "" : `\n${unsubscribe.label}: ${unsubscribe.url}`)
].join("\n\n") + "\n"
