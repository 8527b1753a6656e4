import type { TextTools } from "./TextContext.ts"

type Sentences = Readonly<Record<"morning" | "afternoon" | "evening", string>>

/** A greeting by the time of day, with the visitor's first name where it is known. */
export const greeting = (sentences: { readonly named: Sentences; readonly unnamed: Sentences }) =>
(input: { readonly variables: { readonly visitorName?: string | undefined } | undefined; readonly utils: TextTools }): string => {
  const { token } = input.utils.timeOfDay()
  const name = input.variables?.visitorName
  return name === undefined || name === "" ? sentences.unnamed[token] : sentences.named[token].replace("{visitorName}", name)
}
