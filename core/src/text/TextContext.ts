import type { AIAgent, HumanAgent, Visitor, Website } from "../widget/nouns.ts"

/** Who is there, for sentences that want to say so. */
export interface TextContext {
  readonly website: Website | null
  readonly visitor: Visitor | null
  readonly humanAgents: ReadonlyArray<HumanAgent>
  readonly aiAgents: ReadonlyArray<AIAgent>
}

/** Who is there, as the site says it. */
export const contextOf = (website: Website | null): TextContext => ({
  website,
  visitor: website?.visitor ?? null,
  humanAgents: website?.availableHumanAgents ?? [],
  aiAgents: website?.availableAIAgents ?? []
})

/** Tools a text function may use; all follow the text's locale. */
export interface TextTools {
  formatNumber(value: number, options?: Intl.NumberFormatOptions): string
  /** Chooses by the locale's plural rules between its singular and its general form. */
  pluralize(count: number, forms: { readonly one: string; readonly other: string }): string
  titleCase(text: string): string
  /** Before 12 morning, before 18 afternoon, then evening; always morning while rendering on a server. */
  timeOfDay(): { readonly token: "morning" | "afternoon" | "evening"; readonly label: string }
}
